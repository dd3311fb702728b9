"""What is kept of evaluations: the sheets, and what is to be improved."""
