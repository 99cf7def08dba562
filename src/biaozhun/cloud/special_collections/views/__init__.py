"""Pages of the special collections: for readers, and for the operators who keep them."""
