"""Tables of copies into rows; they write nothing."""
