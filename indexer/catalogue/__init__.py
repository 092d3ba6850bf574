"""The catalogue: every creator, post and number that was imported, and where it came from."""
