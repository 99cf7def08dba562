"""The only code of the slice that writes; one verb each."""
