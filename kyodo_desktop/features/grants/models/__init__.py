"""補助金: a round with its rules, and the applications to it."""
