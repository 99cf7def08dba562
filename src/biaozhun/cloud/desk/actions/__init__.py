"""What a person does at the desk; the only code of the slice that writes."""
