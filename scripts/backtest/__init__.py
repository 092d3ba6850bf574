"""Forecasts measured on the past: the table and the page."""
