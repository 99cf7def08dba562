"""Forms of the desk and of objections."""
