"""Item models over ids and a cache of rows, so that long tables stay quick."""
