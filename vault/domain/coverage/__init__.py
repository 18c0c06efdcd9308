"""Whether the papers support a visit, and why: the gates, the allocation, the verdict."""
