"""Rows of a table as text for other programs: what the table shows, cell by cell."""

import csv
import io
from collections.abc import Iterator, Sequence

from vault.open_vault import OpenVault
from vault.ui.models.columns import TableColumn
from vault.ui.models.facts import Facts
from vault.ui.models.record_table import BLOCK, Reader

_FORMULA = ("=", "+", "-", "@")


def as_text(
    reader: Reader, columns: Sequence[TableColumn], facts: Facts, ids: Sequence[str], vault: OpenVault
) -> str:
    """Return rows with tabs between the cells, as a letter or a spreadsheet takes them."""
    return "\n".join(
        "\t".join(" ".join(cell.split()) for cell in cells)
        for cells in _cells(reader, columns, facts, ids, vault)
    )


def as_csv(
    reader: Reader, columns: Sequence[TableColumn], facts: Facts, ids: Sequence[str], vault: OpenVault
) -> str:
    """Return rows as CSV with the headings; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.title for column in columns])
    for cells in _cells(reader, columns, facts, ids, vault):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()


def _cells(
    reader: Reader, columns: Sequence[TableColumn], facts: Facts, ids: Sequence[str], vault: OpenVault
) -> Iterator[list[str]]:
    for start in range(0, len(ids), BLOCK):
        for row in reader(vault, tuple(ids[start : start + BLOCK])):
            yield [(column.spoken or column.words)(row, facts) for column in columns]
