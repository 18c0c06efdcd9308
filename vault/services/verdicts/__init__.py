"""The verdicts of a person, judged from the records of the vault."""
