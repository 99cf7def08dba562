"""Search: query tree, analysis, port, adapters and outbox. Knows no model of the catalogue."""
