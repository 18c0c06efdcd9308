"""Due dates of the records, and the sealed agenda that is readable while the vault is locked."""
