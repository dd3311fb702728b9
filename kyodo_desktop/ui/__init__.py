"""Qt toolkit that knows no feature."""
