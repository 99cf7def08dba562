"""The region's own forms, filled from the cases they belong to."""
