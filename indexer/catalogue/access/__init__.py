"""Who may come in: people, keys and sessions."""
