"""What officers do about rules and holidays."""
