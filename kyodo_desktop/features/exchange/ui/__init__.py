"""The windows of import and export."""
