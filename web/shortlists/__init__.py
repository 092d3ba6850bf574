"""What pages and API need of shortlists: reading what was sent, portraits of creators, files to take away."""
