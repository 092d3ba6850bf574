"""How good the search is, measured on open data side by side with what a user would take instead."""
