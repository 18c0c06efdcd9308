"""Formats of others and of worked cases, read into records."""
