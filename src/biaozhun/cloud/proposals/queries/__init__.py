"""What is asked of calls, applications, batches and programmes."""
