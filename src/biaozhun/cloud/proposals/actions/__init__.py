"""What is done to calls, applications, batches, objections and programmes."""
