"""What an office taught the program about the headings of its files, in ``import-mappings.json`` of its folder.

One object a slice: the key of a heading (``spreadsheet.mapping.heading_keys``) to the target it was given, the empty
text for a column that is left out. Only what a person changed is kept: what the program proposes by itself may become
better with the next version.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kyodo_desktop.core.errors import WorldError, reason
from kyodo_desktop.core.whole_file import replacing
from kyodo_desktop.spreadsheet.mapping import IGNORED, TableMapping
from kyodo_desktop.spreadsheet.targets import Target

FILE = "import-mappings.json"


def recall(path: Path) -> dict[str, dict[str, str]]:
    """Return what is remembered, by slice. Raises WorldError when the file is no such file."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        for targets in kept.values():
            for target in targets.values():
                if target != IGNORED:
                    Target.of(target)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _unreadable(path, reason(error)) from error
    except (ValueError, AttributeError, TypeError) as error:
        raise _unreadable(path, "内容が壊れています") from error
    return {str(name): dict(targets) for name, targets in kept.items()}


def _unreadable(path: Path, reason: str) -> WorldError:
    return WorldError(
        f"見出しの対応を覚えておくファイル「{path}」を読めません（{reason}）。",
        safe="登録の内容には影響ありません。",
        next_step="このファイルを削除すると、対応を選び直して取り込めます。",
    )


def remember(path: Path, slice_name: str, used: TableMapping, proposed: TableMapping) -> None:
    """Keep in what a mapping that was used differs from what the program proposed by itself.

    Headings of other files stay as they are. Raises WorldError when the file cannot be read or written.
    """
    kept = recall(path)
    before = kept.get(slice_name, {})
    own, taught = proposed.remember(), used.remember()
    after = {heading: target for heading, target in before.items() if heading not in taught}
    after |= {heading: target for heading, target in taught.items() if own.get(heading, IGNORED) != target}
    if after != before:
        _write(path, kept | {slice_name: after})


def _write(path: Path, kept: Mapping[str, Mapping[str, str]]) -> None:
    with replacing(path) as beside:
        beside.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
