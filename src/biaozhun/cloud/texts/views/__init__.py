"""The pages of texts: for readers, and for those who keep them."""
