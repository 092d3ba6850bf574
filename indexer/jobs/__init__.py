"""Long work beside the page: rows that say what is to be done and how far it is, and one process that does it."""
