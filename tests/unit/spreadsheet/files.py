"""Writers of messy files: ods by hand, the others by the libraries that offices' files come from."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def write_ods(
    path: Path,
    rows: Sequence[Sequence[str]],
    spans: Mapping[tuple[int, int], tuple[int, int]] = MappingProxyType({}),
    visibility: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """Write texts as the one sheet of an ods file.

    ``spans`` gives rows and columns of merged cells by their place, ``visibility`` how hidden rows say so.
    """
    lines = "".join(
        f"<table:table-row{f' table:visibility={quoteattr(visibility[at])}' if at in visibility else ''}>"
        f"{''.join(_cell(text, spans.get((at, column))) for column, text in enumerate(row))}</table:table-row>"
        for at, row in enumerate(rows)
    )
    lines += (
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="1000000"><table:table-cell/>'
        "</table:table-row>"
        if visibility
        else ""
    )
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" '
        f'xmlns:text="{_OFFICE}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="名簿">{lines}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type={quoteattr(_ODS)}/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _ODS)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)


def _cell(text: str, span: tuple[int, int] | None) -> str:
    spanned = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if not text:
        return f"<table:table-cell{spanned}/>"
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string"{spanned}>{paragraphs}</table:table-cell>'


def write_xlsx_parts(path: Path, sheet: str, strings: Sequence[str] = (), dimension: str = "") -> None:
    """Write an xlsx file from the XML of its one sheet: errors, hidden rows and absurd extents no library writes."""
    namespace = "http://schemas.openxmlformats.org"
    main, relations = f"{namespace}/spreadsheetml/2006/main", f"{namespace}/officeDocument/2006/relationships"
    package = f"{namespace}/package/2006"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
            '<sheet name="名簿" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{main}">{f"<dimension ref={quoteattr(dimension)}/>" if dimension else ""}'
            f"<sheetData>{sheet}</sheetData></worksheet>"
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{"".join(f"<si>{string}</si>" for string in strings)}</sst>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
