"""Pages of guides and notices: they read the address, ask the queries, call an action, answer."""
