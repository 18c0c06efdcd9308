"""The parts of the page of questions: one question, those for one party, the work behind it."""
