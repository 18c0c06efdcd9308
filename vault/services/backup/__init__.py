"""Checking a vault, and the sealed manifest of a saved copy."""
