"""How good search and language tags are, measured on open data side by side with what a user would take instead."""
