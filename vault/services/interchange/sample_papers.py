"""The papers of the sample vault: set from the sample data, marked as samples, stored like any others."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vault.domain.records.papers import DocumentKind
from vault.services.documents.attach import AttachService, Target
from vault.services.files.sandbox.client import Sandbox
from vault.services.typeset.typesetter import Typesetter

_TEMPLATE = "sample_paper.typ"
_DAY = re.compile(r"\{today([+-]\d+)\}")


def add_sample_papers(
    papers: AttachService,
    typesetter: Typesetter,
    sandbox: Sandbox,
    folder: Path,
    ids: Mapping[str, str],
    today: dt.date,
) -> None:
    """Attach the sample papers to the sample records, whose ids are given by their names in the files."""
    for entry in json.loads((folder / "papers.json").read_text("utf-8")):
        values = {
            name: _dated(entry[name], today)
            for name in ("sender", "address", "heading", "rows", "text", "signature")
        }
        link = None if entry["to"] is None else (entry["to"][0], ids[entry["to"][1]])
        target = Target(DocumentKind(entry["kind"]), ids[entry["person"]], link)
        pdf = typesetter.typeset(_TEMPLATE, values).pdf
        attached = papers.attach_bytes(pdf, entry["file"], target)
        papers.look_at(attached.document, sandbox)


def _dated(value: Any, today: dt.date) -> Any:
    """Fill in the days that are given from today, as an American paper prints them."""
    if isinstance(value, list):
        return [_dated(member, today) for member in value]
    if not isinstance(value, str):
        return value
    return _DAY.sub(lambda days: (today + dt.timedelta(int(days[1]))).strftime("%m/%d/%Y"), value)
