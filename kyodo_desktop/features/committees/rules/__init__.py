"""Rules of committees and meetings, without a database."""
