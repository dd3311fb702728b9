"""Vertical slices: one folder a feature of the counter."""
