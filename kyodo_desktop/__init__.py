"""協働デスク: the counter of one municipal office, offline."""

__version__ = "0.1.0"
