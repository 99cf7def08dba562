"""What pages, feeds and tasks ask of the register of laws."""
