"""Files that survive a crash, the folder lock, the reserve, and the sealed process for untrusted papers."""
