"""Charts as pure geometry: what a screen and a sheet of paper draw alike."""
