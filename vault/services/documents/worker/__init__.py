"""Every parser of papers: imported only by the fork server, run only in its locked children."""
