"""The commands of the command line, by what they are about. Each module adds its own to the parser."""
