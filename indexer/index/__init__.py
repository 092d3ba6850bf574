"""What is derived from the catalogue: texts, vectors, columns, and the generations they are published as."""
