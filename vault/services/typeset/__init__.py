"""Templates and values become a PDF."""
