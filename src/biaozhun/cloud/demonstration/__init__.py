"""A lively invented province: projects at every stage, made by the same actions as real ones."""
