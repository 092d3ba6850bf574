"""The weights of authenticity, and reading what is to be judged."""
