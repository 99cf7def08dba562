"""The holdings' pages: they read the address, ask the queries, call an action, and answer."""
