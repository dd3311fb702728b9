"""The tab 団体."""
