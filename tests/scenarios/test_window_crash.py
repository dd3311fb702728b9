"""A crash while something is being typed: the next start offers it, and the office is whole."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

from kyodo_desktop.application import Office
from kyodo_desktop.core.clock import FixedClock
from tests.architecture.checkout import ROOT
from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import register

NAME = "𠮷田川を守る会"

TYPING = textwrap.dedent(
    f"""
    import datetime, sys, time
    from pathlib import Path
    from kyodo_desktop.core.clock import FixedClock
    from tests.scenarios.desk import Desk

    root = Path(sys.argv[1])
    desk = Desk(root, FixedClock(datetime.datetime(2026, 11, 21, 10, 0)))
    desk.open_list("団体")
    desk.press("F2")
    desk.write("{NAME}")
    desk.go_to("電話番号")
    desk.write("0143-22")
    desk.wait(lambda: any("0143-22" in each.read_text("utf-8") for each in root.glob("drafts/*.json")))
    print("typed", flush=True)
    desk.wait(lambda: False)
    """
)


def test_what_was_typed_outlives_a_kill(open_desk: OpenDesk, office: Path, clock: FixedClock) -> None:
    register(office, {"name": "港町内会"})
    command = [sys.executable, "-c", TYPING, str(office)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "typed\n"
        window.send_signal(signal.SIGKILL)

    with Office(office, clock) as opened:
        assert opened.check() == []
    desk = open_desk(office)
    desk.wait_for("下書き")
    desk.open_list("団体")
    desk.wait_for(f"保存していない下書きが1件あります：「{NAME}」")
    assert {"続きを入力する", "下書きを捨てる"} <= set(desk.buttons())
    desk.press_button("続きを入力する")
    desk.wait(lambda: "F12" in desk.offered_keys())
    assert NAME in desk.texts()
    assert desk.reads("「0143-22」は6桁です。")
    desk.go_to("団体の種別")
    desk.write("町内会")
    desk.press("Return")
    desk.go_to("電話番号")
    assert desk.entry() == "0143-22"
    desk.write_over("0143222211")
    desk.press("F12")
    desk.wait(lambda: desk.said() == f"「{NAME}」を保存しました。")
    desk.wait(lambda: desk.names("港町内会", NAME))
    assert list((office / "drafts").iterdir()) == []
