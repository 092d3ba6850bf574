"""Remembers: imports, catalogue, tags, vectors and published generations."""
