"""The parts of the bundle dialog: what leaves, the pages themselves, size and what is missing."""
