"""Language tags for posts and creators."""
