"""Engines that find the nearest creators, one file an engine, all behind matcher.ports.VectorStore."""
