"""The main window: navigation, search box, status. It iterates over slices and knows none by name."""
