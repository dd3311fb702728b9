"""事務所: the office's own settings, and the sample office to try the program with."""
