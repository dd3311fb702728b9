"""Makes the pictures of the user guide anew, into ``docs/guide/pictures``.

``python -m installer.make_pictures [NAME…]``; without names, all of them. Pillow, which reportlab brings, makes the
files small.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPixmap

from installer.picture_scenes import LOOKS, SCENES, WITHOUT_OFFICE
from installer.still_desk import Desk
from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.core.clock import FixedClock

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "guide" / "pictures"
COLOURS = 256
"""What a small PNG can have; the window has few but those at the edges of its letters."""

BEFORE = dt.datetime(2026, 11, 20, 16, 40)
"""When the sample office is made and backed up: the last working day before the pictures."""


def main(names: Sequence[str]) -> None:
    """Write the named pictures, all of them without names."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["HOME"] = str(Path("/", "home", "窓口"))  # the program proposes folders there, and pictures show them
    FOLDER.mkdir(exist_ok=True)
    with sample_office() as root:
        for name in names or SCENES:
            copy = root.with_name(name) / "協働デスク"
            shutil.copytree(root, copy)
            desk = Desk(None if name in WITHOUT_OFFICE else copy, LOOKS.get(name, {}))
            content = small(SCENES[name](desk))
            desk.close()
            if (copy / "reports").exists():
                sys.exit(f"{name}: the program met a bug; no picture was written")
            shutil.rmtree(copy)
            (FOLDER / f"{name}.png").write_bytes(content)
            print(f"{name}.png\t{len(content) // 1000} KB")


@contextmanager
def sample_office() -> Iterator[Path]:
    """Make the sample office and its backup."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "見本")
        clock = FixedClock(BEFORE)
        create_sample(root, clock=clock)
        with Office(root, clock) as office:
            made = office.back_up()
        os.utime(made.path, (BEFORE.timestamp(), BEFORE.timestamp()))
        yield root


def small(picture: QPixmap) -> bytes:
    """Return a picture as a PNG with few colours."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    whole = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    few = whole.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
