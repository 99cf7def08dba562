"""Standards, editions, documents, relations, announcements, sources and imports."""
