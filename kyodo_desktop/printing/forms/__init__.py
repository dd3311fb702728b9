"""Printed forms: what a template file says (``template``, ``reader``), and its sheets, blank or filled (``fill``)."""
