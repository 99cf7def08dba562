"""Who is told what, how and when, and the record of every notice."""
