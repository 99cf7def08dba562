"""Applications of departments, decided in batches."""
