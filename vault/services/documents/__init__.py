"""Papers: stored byte-exact and sealed first, looked at afterwards in a sealed process."""
