"""Paper: a page model in millimetres, form templates, rosters, labels, fonts. ``pdf`` alone imports reportlab."""
