"""Pictures of places for the cases of the sample office, drawn in flat colours: they stand where photos will."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 640, 427
"""Three to two, as cameras have it, in pixels; enough for half of a page."""

_SKY, _GROUND, _SEA, _SAND, _LEAF = "#cfe4f2", "#b9c8a4", "#6f9fc0", "#e6d8b4", "#5f8f58"
_WOOD, _WALL, _ROOF, _DARK, _LIGHT, _RED, _YELLOW = (
    *("#9a7650", "#efe7d8", "#7b5a4a", "#454f57", "#fbf8f0", "#c4564a", "#e7b94c"),
)

_HORIZON = round(HEIGHT * 0.55)


def draw_picture(scene: str, path: Path, seed: int) -> None:
    """Write the picture of a scene as a JPEG; the same one for the same seed. Raises KeyError for an unknown scene."""
    import PIL.Image
    import PIL.ImageDraw

    picture = PIL.Image.new("RGB", (WIDTH, HEIGHT), _SKY)
    SCENES[scene](PIL.ImageDraw.Draw(picture), Random(seed))
    picture.save(path, quality=85)


def _ground(draw: ImageDraw, colour: str = _GROUND, top: int = _HORIZON) -> None:
    draw.rectangle((0, top, WIDTH, HEIGHT), fill=colour)


def _house(draw: ImageDraw, left: int, width: int, height: int, foot: int, *, roof: str = _ROOF) -> None:
    top = foot - height
    draw.rectangle((left, top, left + width, foot), fill=_WALL)
    draw.polygon([(left - 12, top), (left + width // 2, top - height // 2), (left + width + 12, top)], fill=roof)
    for column in range(2):
        at = left + width * (1 + 3 * column) // 6
        draw.rectangle((at, top + height // 5, at + width // 5, top + height // 2), fill=_SEA)


def _tree(draw: ImageDraw, at: int, foot: int, size: int) -> None:
    draw.rectangle((at - size // 10, foot - size // 2, at + size // 10, foot), fill=_WOOD)
    draw.ellipse((at - size // 2, foot - size * 5 // 4, at + size // 2, foot - size // 3), fill=_LEAF)


def _flowers(draw: ImageDraw, random: Random, top: int, count: int = 90) -> None:
    for _ in range(count):
        x, y = random.randrange(WIDTH), random.randrange(top, HEIGHT)
        size = 4 + (y - top) // 18
        draw.ellipse((x, y, x + size, y + size), fill=random.choice((_RED, _YELLOW, _LIGHT)))


def _shop(draw: ImageDraw, random: Random) -> None:
    """Draw a row of shops, the middle one open under its awning."""
    _ground(draw, "#c9c4bb", HEIGHT * 3 // 4)
    foot, width = HEIGHT * 3 // 4, WIDTH // 3
    for at in range(3):
        left, top = at * width, 70 + random.randrange(40)
        draw.rectangle((left, top, left + width - 6, foot), fill=(_WALL, "#e3d3c0", "#dfe3e0")[at])
        draw.rectangle((left + 24, foot - 150, left + width - 30, foot), fill=_DARK if at != 1 else _YELLOW)
    for stripe in range(8):
        left = width - 8 + stripe * (width + 10) // 8
        colour = _RED if stripe % 2 else _LIGHT
        draw.polygon([(left, 205), (left + 28, 205), (left + 32, 250), (left - 4, 250)], fill=colour)


def _table(draw: ImageDraw, random: Random) -> None:
    """Draw a long table with dishes."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill="#ece2cf")
    draw.rectangle((0, 40, WIDTH, 150), fill="#d7c7a9")
    draw.polygon([(90, 190), (550, 190), (640, HEIGHT), (0, HEIGHT)], fill=_WOOD)
    for row in range(3):
        for column in range(4):
            x, y, size = 130 + column * 110 + random.randrange(14), 215 + row * 68, 46 + row * 8
            draw.ellipse((x, y, x + size, y + size * 3 // 5), fill=_LIGHT)
            draw.ellipse((x + 9, y + 6, x + size - 9, y + size * 3 // 5 - 6), fill=(_RED, _LEAF, _YELLOW)[row])


def _shore(draw: ImageDraw, random: Random) -> None:
    """Draw the sea, the beach, and bags of what was picked up."""
    draw.rectangle((0, _HORIZON - 60, WIDTH, _HORIZON + 40), fill=_SEA)
    draw.polygon([(0, _HORIZON + 30), (WIDTH, _HORIZON - 5), (WIDTH, HEIGHT), (0, HEIGHT)], fill=_SAND)
    for at in range(5):
        x, y = 70 + at * 112 + random.randrange(30), 330 + random.randrange(40)
        draw.ellipse((x, y - 46, x + 56, y + 18), fill=("#dfe9ee", "#f1efe4")[at % 2])
        draw.rectangle((x + 22, y - 60, x + 34, y - 40), fill="#c9d4d9")
    draw.ellipse((500, 40, 560, 100), fill=_YELLOW)


def _houses(draw: ImageDraw, random: Random) -> None:
    """Draw a street of houses in the morning."""
    _ground(draw)
    for at in range(4):
        _house(draw, 26 + at * 152, 108, 96 + random.randrange(30), _HORIZON + 60, roof=(_ROOF, _RED, _DARK)[at % 3])
    draw.polygon([(210, HEIGHT), (310, _HORIZON + 62), (350, _HORIZON + 62), (470, HEIGHT)], fill="#cfcabf")
    _tree(draw, 560, 400, 120)


def _lanterns(draw: ImageDraw, random: Random) -> None:
    """Draw lanterns over stalls in the evening."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill="#37465c")
    _ground(draw, "#4b4a46", HEIGHT * 3 // 4)
    for row in range(2):
        for at in range(11):
            x = at * 62 + row * 28
            y = 60 + row * 78 + round(22 * math.sin(at / 2)) + random.randrange(6)
            draw.ellipse((x, y, x + 34, y + 44), fill=_YELLOW if (at + row) % 3 else _RED)
    for at in range(3):
        left = 40 + at * 205
        draw.rectangle((left, 262, left + 160, 330), fill=_WALL)
        draw.polygon([(left - 14, 262), (left + 14, 222), (left + 146, 222), (left + 174, 262)], fill=_RED)


def _shelves(draw: ImageDraw, random: Random) -> None:
    """Draw shelves full of books, and a lamp on a desk."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill="#e9dfcd")
    for shelf in range(3):
        foot = 112 + shelf * 96
        draw.rectangle((20, foot, WIDTH - 20, foot + 9), fill=_WOOD)
        x = 28
        while x < WIDTH - 46:
            width, height = 10 + random.randrange(14), 52 + random.randrange(28)
            colour = random.choice((_RED, _SEA, _LEAF, _YELLOW, _DARK, _ROOF))
            draw.rectangle((x, foot - height, x + width, foot), fill=colour)
            x += width + 2
    draw.rectangle((0, 362, WIDTH, HEIGHT), fill=_ROOF)
    draw.polygon([(455, 310), (530, 310), (510, 262), (475, 262)], fill=_YELLOW)
    draw.rectangle((489, 310, 496, 364), fill=_DARK)


def _park(draw: ImageDraw, random: Random) -> None:
    """Draw a park with trees, a path and a bench."""
    _ground(draw)
    draw.polygon([(180, HEIGHT), (330, _HORIZON), (352, _HORIZON), (330, HEIGHT)], fill=_SAND)
    for at in range(5):
        _tree(draw, 50 + at * 140 + random.randrange(24), _HORIZON + 34 + random.randrange(26), 105)
    draw.rectangle((400, 328, 560, 340), fill=_WOOD)
    draw.rectangle((400, 296, 560, 308), fill=_WOOD)
    for x in (412, 540):
        draw.rectangle((x, 300, x + 8, 370), fill=_DARK)


def _garden(draw: ImageDraw, random: Random) -> None:
    """Draw flower beds along a road."""
    _ground(draw)
    draw.rectangle((0, _HORIZON, WIDTH, _HORIZON + 34), fill="#b7b3aa")
    _flowers(draw, random, _HORIZON + 52, 150)
    _house(draw, 420, 130, 84, _HORIZON)
    _tree(draw, 120, _HORIZON, 110)


def _cards(draw: ImageDraw, random: Random) -> None:
    """Draw a board with cards of paper on it."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill="#d9cdb8")
    draw.rectangle((46, 34, WIDTH - 46, HEIGHT - 34), fill="#f4f1ea", outline=_WOOD, width=10)
    for row in range(4):
        for column in range(6):
            x, y = 76 + column * 84 + random.randrange(12), 60 + row * 78 + random.randrange(12)
            draw.rectangle((x, y, x + 62, y + 54), fill=random.choice((_YELLOW, "#f0c7c0", "#cfe0c6", _SKY)))
            for line in range(3):
                draw.line((x + 8, y + 14 + line * 13, x + 52 - random.randrange(18), y + 14 + line * 13), fill=_DARK)


def _frames(draw: ImageDraw, random: Random) -> None:
    """Draw old pictures of the town hanging on a wall."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill="#e4ddd0")
    draw.rectangle((0, HEIGHT - 70, WIDTH, HEIGHT), fill=_WOOD)
    for at in range(6):
        left, top = 34 + (at % 3) * 200, 34 + (at // 3) * 158
        draw.rectangle((left, top, left + 172, top + 122), fill=_DARK)
        draw.rectangle((left + 9, top + 9, left + 163, top + 113), fill="#cbbfa6")
        hill = 60 + random.randrange(24)
        draw.polygon([(left + 9, top + 113), (left + 60, top + hill), (left + 163, top + 113)], fill="#8e8069")
        draw.rectangle((left + 96, top + 78, left + 132, top + 113), fill="#6d614f")


SCENES: dict[str, Callable[[ImageDraw, Random], None]] = {
    "shop": _shop,
    "table": _table,
    "shore": _shore,
    "houses": _houses,
    "lanterns": _lanterns,
    "shelves": _shelves,
    "park": _park,
    "garden": _garden,
    "cards": _cards,
    "frames": _frames,
}
"""By the word for them in ``resources/sample/reports.toml``."""
