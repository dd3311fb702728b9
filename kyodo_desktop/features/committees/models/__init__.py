"""What is stored of committees and meetings."""
