"""What happens: all input and output, without Qt, synchronous, usable from a script."""
