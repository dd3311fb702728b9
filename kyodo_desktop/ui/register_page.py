"""A page of records with files and papers: printing, import, export, merging, the archive and the かご.

It still knows no feature; what it does to records it does through a :class:`RegisterSource`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton

from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeKind, trouble
from kyodo_desktop.ui.page import KeyAction
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_page import RecordPage
from kyodo_desktop.ui.record_source import RecordPageDesign
from kyodo_desktop.ui.register_source import AttachedFile, OfferedForm, RegisterSource
from kyodo_desktop.ui.side_panel import Link, LinkBlock


class RegisterPage(RecordPage):
    """The page of one slice. ``papers`` are the forms that its records can be printed on."""

    def __init__(
        self, place: Place, source: RegisterSource, design: RecordPageDesign, drafts: Path | None = None
    ) -> None:
        super().__init__(place, source, design, drafts)
        self.register = source
        self.papers: Sequence[OfferedForm] = ()
        self._basket_actions = (
            self.menu_action("かごの中を一覧に出す", self.list_basket, "basket"),
            self.menu_action("かごを空にする", self.basket.clear, "close"),
        )
        self._files: Sequence[tuple[AttachedFile, Path]] = ()
        self._offered = self.menu_actions()
        self.table.set_menu_actions(self._offered)
        self.editing.changed.connect(self._fit_menu)
        of_basket = QMenu(self)
        of_basket.addActions(self._basket_actions)
        self.table.basket_button.setMenu(of_basket)
        self.table.basket_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def actions_by_key(self) -> dict[int, KeyAction]:
        """Return the keys of every page of records, and 印刷, 取込 and 書出."""
        writes, edits = not self.place.read_only, self.editing.is_active
        return super().actions_by_key() | {
            6: KeyAction(self.print, not edits),
            7: KeyAction(partial(self.place.import_file, self.schema.name), writes and not edits),
            8: KeyAction(self.export, not edits),
        }

    def first_steps(self) -> Sequence[QAction]:
        """Offer to register or to bring in the list that the office has in Excel."""
        steps = list(super().first_steps())
        if steps:
            bring = QAction("Excel・CSV から取り込む（F7）", self)
            bring.triggered.connect(partial(self.place.import_file, self.schema.name))
            set_icon(bring, "import")
            steps.append(bring)
        return steps

    def search_for(self, text: str) -> None:
        """Look for a text in the list."""
        self.filters.set_query(replace(self.filters.first, text=text))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a record, then its files when they have been looked up, and the forms that there are."""
        if not self.papers:
            self.place.tasks.read(self.read_papers, self._show_papers, key=f"{self.schema.name} papers", owner=self)
        if self.snapshot is None or self.snapshot.id != snapshot.id:
            self._files = ()
        super().show_snapshot(snapshot)
        self.place.tasks.read(
            partial(self.register.attachments, snapshot.id),
            partial(self._show_files, snapshot),
            key=f"{self.schema.name} files",
            owner=self,
        )

    def links_of(self, snapshot: Snapshot) -> Sequence[LinkBlock]:
        """Return the forms that can be printed and the files of the record."""
        words = self.place.words()
        fitting = [form for form in self.papers if form.fits(snapshot.values, words)]
        forms = [Link(form.title, partial(self.print, form.id)) for form in fitting]
        files = [
            Link(file.file_name, partial(self._open_file, path), f"{file.added_at:%Y/%m/%d}　{_size(file.size)}")
            for file, path in self._files
        ]
        if not self.place.read_only:
            files += [Link(f"「{file.file_name}」を外す…", partial(self.detach, file)) for file, _ in self._files]
            files.append(Link("ファイルを添付する…", self.attach))
        return (LinkBlock("様式", forms), LinkBlock("添付ファイル", files, empty="ありません"))

    # ------------------------------------------------------------------------------------------------------- actions

    def print(self, form: str = "") -> None:
        """Choose what to print, for whom; ``form`` is chosen already."""
        self.lists.when_whole(partial(self._print, form))

    def _print(self, form: str) -> None:
        current = self.snapshot.id if self.snapshot is not None else None
        listed = tuple(self.table.model.ids)
        self.place.print_papers(self.schema.name, current=current, listed=listed, basket=self.basket.ids, form=form)

    @Slot()
    def export(self) -> None:
        """Write the かご, or else the list as it stands, as a spreadsheet."""
        self.lists.when_whole(self._export)

    def _export(self) -> None:
        self.place.export_list(self.schema.name, self.basket.ids or tuple(self.table.model.ids))

    @Slot()
    def list_basket(self) -> None:
        """Show what is in the かご in place of the list, until the list is asked for something else."""
        self.narrowed.begin({}, "かごの中")
        self.lists.show_these(array("q", self.basket.ids))

    @Slot()
    def merge(self) -> None:
        """Ask, then make the record in the かご part of the one that is shown."""
        others = [record_id for record_id in self.basket.ids if self.snapshot and record_id != self.snapshot.id]
        if self.snapshot is None or len(others) != 1:
            self.tell("統合するには、まとめられるほうの1件だけをかごに入れ（Space）、残すほうを選んでください。")
            return
        self.place.tasks.read(
            partial(self.register.load, others[0]),
            partial(self._ask_to_merge, self.snapshot),
            key=f"{self.schema.name} merged",
            owner=self,
        )

    def _ask_to_merge(self, kept: Snapshot, merged: Snapshot) -> None:
        if self.snapshot is None or self.snapshot.id != kept.id or self.editing.is_active:
            return  # the person went on while the other one was read
        self.ask(
            f"{_called(merged)}を{_called(kept)}に統合します。名簿・書類・添付は{kept['reference']}に移り、"
            f"{merged['reference']}は保管庫に入ります。あとで元に戻せます。",
            "統合する",
            lambda: self.write(
                partial(self.register.merge, self.place.staff(), kept.id, merged.id),
                "統合しました。",
                empty_basket=True,
            ),
        )

    @Slot()
    def archive(self) -> None:
        """Ask, then take the shown record out of the lists."""
        if self.snapshot is not None:
            archived = partial(self.register.archive, self.place.staff(), self.snapshot.id, "窓口での整理")
            words = f"「{self.shown_name()}」を保管庫に移しました。"
            self.ask(
                f"「{self.shown_name()}」を保管庫に移します。一覧と検索に出なくなります。あとで元に戻せます。",
                "保管庫に移す",
                lambda: self.write(archived, words),
            )

    @Slot()
    def unarchive(self) -> None:
        """Bring the shown record back from the archive."""
        if self.snapshot is not None:
            back = partial(self.register.unarchive, self.place.staff(), self.snapshot.id)
            self.write(back, f"「{self.shown_name()}」を保管庫から戻しました。")

    def detach(self, file: AttachedFile) -> None:
        """Ask, then take a file off the shown record."""
        self.ask(
            f"添付ファイル「{file.file_name}」をこの記録から外します。あとで元に戻せます。",
            "外す",
            lambda: self.write(
                partial(self.register.detach, self.place.staff(), file.id), f"「{file.file_name}」を外しました。"
            ),
        )

    @Slot()
    def attach(self) -> None:
        """Choose files and keep copies of them with the record."""
        if self.snapshot is None:
            return
        chosen, _ = QFileDialog.getOpenFileNames(self, "添付するファイルを選ぶ")
        for name in chosen:
            attached = partial(self.register.attach, self.place.staff(), self.snapshot.id, Path(name))
            self.write(attached, f"「{Path(name).name}」を添付しました。")

    # -------------------------------------------------------------------------- what pages that derive from it use

    def menu_actions(self) -> list[QAction]:
        """Return what the menu of a row (F10) offers beside what every list does."""
        if self.place.read_only:
            return list(self._basket_actions)
        return [
            self.menu_action("かごの1件と統合する", self.merge, "merge"),
            self.menu_action("保管庫に移す", self.archive, "delete"),
            self.menu_action("保管庫から戻す", self.unarchive, "undo"),
            *self._basket_actions,
        ]

    def menu_action(self, words: str, act: Callable[[], None], image: str) -> QAction:
        """Return an action of the menu with its icon."""
        action = QAction(words, self)
        action.triggered.connect(act)
        set_icon(action, image)
        return action

    def chosen_ids(self) -> tuple[int, ...]:
        """Return the ids in the かご, or that of the record that is shown."""
        return self.basket.ids or ((self.snapshot.id,) if self.snapshot is not None else ())

    def shown_name(self) -> str:
        """Return the name of the record that is shown."""
        return str(self.snapshot["name"]) if self.snapshot is not None else ""

    def ask(self, words: str, act: str, run: Callable[[], None]) -> None:
        """Ask in words what will happen; ``act`` are those of the button that lets it."""

        def go() -> None:
            self.notices.clear()
            run()

        steps = (NextStep("やめる", self.notices.clear), NextStep(act, go))
        self.notices.show_notice(Notice(NoticeKind.WARNING, words, steps, topic="asking", asks=True))

    def tell(self, words: str) -> None:
        """Show a sentence above the record."""
        self.notices.show_notice(Notice(NoticeKind.INFORMATION, words, topic="told"))

    def write(self, write: Callable[[], Any], words: str, *, empty_basket: bool = False) -> None:
        """Do a write, then say the words with the way back; what refuses it is told above the record."""

        def done(result: Any) -> None:
            operation = getattr(result, "changes", result).operation_id
            if empty_basket:
                self.basket.clear()
            self.place.say(words, (self.schema.name, operation) if operation is not None else None)

        def refused(error: Any) -> None:
            self.notices.show_notice(trouble(error, topic="refused"))

        self.place.tasks.write(write, done, refused, owner=self)

    # -------------------------------------------------------------------------------------------------------- inside

    @Slot()
    def _fit_menu(self) -> None:
        """While something is entered, a row's menu does nothing to the record: neither to it nor to another one."""
        for action in self._offered:
            action.setEnabled(action in self._basket_actions or not self.editing.is_active)

    def read_papers(self) -> Sequence[OfferedForm]:
        """Return the forms of this slice. Runs on the database thread."""
        forms: Mapping[str, Any] = self.place.office.papers.templates().forms
        return [form for form in forms.values() if form.schema.name == self.schema.name]

    def _show_papers(self, papers: Sequence[OfferedForm]) -> None:
        self.papers = papers
        if self.snapshot is not None:
            self.panel.side.show_links(self.links_of(self.snapshot))

    def _show_files(self, snapshot: Snapshot, files: Sequence[tuple[AttachedFile, Path]]) -> None:
        if self.snapshot is snapshot and files != self._files:
            self._files = files
            self.panel.side.show_links(self.links_of(snapshot))

    def _open_file(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.tell(f"このファイルを開くプログラムがありません：{path}")


def _called(snapshot: Snapshot) -> str:
    """Return a record's name and number: records that become one often have the same name."""
    return f"「{snapshot['name']}」（{snapshot['reference']}）"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000):,} KB"
