"""A program that fills a vault with unusual words, then edits on until it is killed: run as a module."""

import sys
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from tests.fakes.ids import SeededIds
from tests.fakes.record_builder import sample_records
from tests.fakes.vaults import CHEAP
from vault.app import App
from vault.domain.changes import Put
from vault.domain.ports import NoProgress
from vault.domain.records.kinds import kind_of
from vault.domain.records.papers import DocumentKind
from vault.services.documents.attach import Target
from vault.services.documents.inspect import PARSERS
from vault.services.files.sandbox.client import Sandbox
from vault.services.keys.slots import Password
from vault.services.reminders.agenda import AgendaLevel
from vault.services.reminders.agenda_items import AgendaChoice

WORDS = {
    "record": "Quvyxolarn",
    "long text": "Zelquorbinthe",
    "file name": "Vyxmorquatel",
    "page": "Jorxquilvane",
    "draft": "Wyrquaxolden",
    "vault name": "Kelvorqixame",
    "password": "Pwozyqxarrel",
}


def _planted(value: Any) -> Any:
    """Return a record with the word in place of every sample text in it."""
    if isinstance(value, str) and not isinstance(value, Enum) and value.startswith("Sample "):
        word = WORDS["long text"] if value.startswith("Sample note") else WORDS["record"]
        return value.replace("Sample", word)
    if isinstance(value, tuple):
        return tuple(_planted(member) for member in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _planted(getattr(value, each.name)) for each in fields(value)})
    return value


def main() -> None:
    """Fill the vault, say so, wait for a line, then edit without end."""
    folder, paper = Path(sys.argv[1]), Path(sys.argv[2])
    app = App.on_this_machine()
    with Sandbox.start([PARSERS]) as sandbox:
        password = Password(WORDS["password"])
        recovery = app.create(folder, password, CHEAP, WORDS["vault name"]).recovery_text
        Path(sys.argv[3]).write_text(recovery, encoding="utf-8")
        with app.open(folder, password) as vault:
            records = [_planted(record) for record in sample_records(SeededIds())]
            vault._database.apply([Put(each) for each in records])
            person = next(record for record in records if kind_of(record) == "person").id
            stored = vault.papers.attach_file(paper, Target(DocumentKind.OTHER, person), NoProgress())
            seen = vault.papers.look_at(stored.document, sandbox)
            assert seen.text is not None
            due = app.clock.today().isoformat()
            errand = {"person": person, "label": f"{WORDS['record']} errand", "due": due}
            vault.records.add("reminder", errand)
            vault.reminders.choose(AgendaChoice(AgendaLevel.LABELS))
            vault.drafts.save("person", None, f'{{"name": "{WORDS["draft"]}"}}')
            print("filled", flush=True)  # noqa: T201 - heard by the test
            sys.stdin.readline()
            for number in range(1_000_000):
                vault.records.edit(person, {"note": f"{WORDS['long text']} {number} " * 50})
                print("edited", flush=True)  # noqa: T201 - heard by the test


if __name__ == "__main__":
    main()
