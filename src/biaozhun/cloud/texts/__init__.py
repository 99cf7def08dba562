"""Full texts of editions, read clause by clause."""
