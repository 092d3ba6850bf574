"""Importers: rows from outside are checked once, here, and never again."""
