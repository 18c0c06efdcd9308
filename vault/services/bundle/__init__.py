"""The claim bundle: planned, typeset, assembled, verified, kept and logged."""
