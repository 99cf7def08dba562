"""Plans as tables, as data and as calendars."""
