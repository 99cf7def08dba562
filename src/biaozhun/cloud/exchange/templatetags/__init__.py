"""Tags of the slice's templates."""
