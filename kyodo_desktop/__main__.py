"""``python -m kyodo_desktop``."""

import sys

from kyodo_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
