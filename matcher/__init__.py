"""Decides which creators fit a brief, and says why. No I/O of its own."""
