"""A process that can only compute: untrusted papers are opened there and nowhere else."""
