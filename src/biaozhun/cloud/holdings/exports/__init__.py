"""Holdings in other forms than a page: tables for spreadsheets, MARC 21 for other libraries."""
