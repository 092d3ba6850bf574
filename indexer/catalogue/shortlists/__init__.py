"""Shortlists: creators that planners chose, and the copies of them that clients were shown."""
