"""The pages of committees and meetings."""
