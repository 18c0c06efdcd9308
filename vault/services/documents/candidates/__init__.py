"""Rules that read kind and fields from the words of a paper: each value a candidate with its place."""
