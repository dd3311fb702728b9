"""Prints every form (blank and filled), every bundle and every roster of an office into a folder.

``python installer/print_sample.py OFFICE FOLDER``
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.papers.print_job import PrintJob

Fits = Callable[[Snapshot], bool]


def fullest(office: Office, name: str, fits: Fits = lambda _record: True) -> int | None:
    """Return the record of a register that leaves the least of a form empty; None where none fits."""
    service = office.service(name)
    ids = service.list_ids(ListQuery()).ids
    rows = service.rows(ids, tuple(service.schema.shown()))
    ordered = sorted(rows, key=lambda record_id: sum(map(bool, rows[record_id])), reverse=True)
    return next((record_id for record_id in ordered if fits(service.load(record_id))), None)


def papers(office: Office) -> Iterator[tuple[str, PrintJob]]:
    """Yield what can be printed, each with the name of its file."""
    words = office.words()
    for form in office.papers.templates().forms.values():
        yield f"{form.title}_白紙", office.papers.blank_form(form.id)
        record = fullest(office, form.schema.name, lambda record, form=form: form.fits(record.values, words))
        if record is not None:
            yield f"{form.title}_記入例", office.papers.filled_form(form.id, [record])
    for name, (register, bundle) in office.papers.bundles().items():
        record = fullest(office, register)
        if record is not None and not bundle.asks:
            yield bundle.title, office.papers.bundle(name, record)
    for name, (_, roster) in office.papers.rosters().items():
        yield roster.title, office.papers.roster(name)


def main(root: Path, folder: Path) -> None:
    """Write the files, named by the titles of the papers."""
    with Office(root, read_only=True) as office:
        for name, job in papers(office):
            (folder / f"{name}.pdf").write_bytes(job.draw().pdf)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except KnownError as error:
        sys.exit(str(error))
