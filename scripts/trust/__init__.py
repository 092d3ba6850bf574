"""Measures authenticity: series that we simulate, purchases that we inject, and open labels."""
