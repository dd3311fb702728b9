"""A wrong command is answered in Japanese, with how it is written."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from kyodo_desktop.cli import main


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("init office", "--town を指定してください"),
        ("init office --town 汐見野市 --profile x", "--profile に「x」は使えません。"),
        ("list office things", "records に「things」は使えません。'organizations', 'volunteers', 'projects'"),
        ("sample office --volunteers many", "--volunteers に「many」は使えません。0から1,000,000までの数字で"),
        ("list office organizations --all", "--all は使えません"),
        ("print office form -o x.pdf", "--blank --record のどれかを指定してください"),
        ("print office form --blank --record 1 -o x.pdf", "--record と --blank は同時に使えません"),
        ("export office volunteers -o", "-o/--output のうしろに値を指定してください"),
        ("list office organizations --json=1", "--json に値（1）は付けられません"),
        ("labels office sheet organizations --o=x", "--o=x は --offset, --output のどれか分かりません"),
        ("sample office --volunteers -5", "--volunteers に「-5」は使えません。0から1,000,000までの数字で"),
        ("search office 東 --limit 0", "--limit に「0」は使えません。1から"),
        ("labels office sheet volunteers --copies 0 -o x.pdf", "--copies に「0」は使えません。1から100まで"),
        (
            "imprt office organizations list.xlsx",
            "「imprt」というコマンドはありません。「import」か「print」のことでしょうか。次から選んでください：init、sample",
        ),
        ("xyzzy office", "「xyzzy」というコマンドはありません。次から選んでください：init、sample"),
    ],
)
def test_a_wrong_command_is_answered_in_japanese(capsys: pytest.CaptureFixture[str], command: str, said: str) -> None:
    assert main(command.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"コマンドの書き方に誤りがあります：{said}")
    assert "\n使い方：kyodo-desktop" in err


@pytest.mark.parametrize("word", ["serach", "Search"])
def test_a_single_word_that_is_no_command_and_no_folder_opens_no_window(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    opened: list[str | None] = []
    monkeypatch.setattr("kyodo_desktop.gui.run", lambda root: opened.append(root) or 0)
    assert main([word]) == 2
    said = f"「{word}」というコマンドもフォルダーもありません。「search」のことでしょうか。次から選んでください：init、"
    assert capsys.readouterr().err.startswith(said)
    assert opened == []
    (tmp_path / word).mkdir()
    assert main([word]) == main([f"nowhere/{word}"]) == 0
    assert opened == [word, f"nowhere/{word}"]


@pytest.mark.parametrize("command", ["--help", "init --help", "print --help"])
def test_the_help_is_japanese(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(command.split())
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith("使い方：kyodo-desktop")
    assert not any(english in out for english in ("usage", "positional", "options:", "show this"))


def test_a_pipe_in_another_encoding_is_given_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(pipe, encoding="cp932", write_through=True))
    assert main(["list", "𠮷の事務所", "organizations"]) == 2
    assert "𠮷の事務所" in pipe.getvalue().decode()


def test_a_stop_by_the_keyboard_is_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kyodo_desktop.commands.office.run_init", stop)
    assert main(["init", "office", "--town", "汐見野市"]) == 1
    assert "中止しました" in capsys.readouterr().err
