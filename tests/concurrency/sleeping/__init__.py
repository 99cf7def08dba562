"""An application whose only task waits for a file, so that it can be killed meanwhile."""
