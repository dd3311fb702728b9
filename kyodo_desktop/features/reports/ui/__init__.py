"""The pages of figures, 年表, cases and the yearly report."""
