"""Pages of the register of laws."""
