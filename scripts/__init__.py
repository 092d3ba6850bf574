"""What is started from a shell."""
