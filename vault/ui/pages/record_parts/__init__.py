"""The parts of a record's page: what it says, why, and what belongs to it."""
