"""Special collections with a tree of their own."""
