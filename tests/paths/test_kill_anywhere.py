"""kill -9 before any call that changes the disk: nothing acknowledged is lost, the vault is always sound."""

import hashlib
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from tests.fakes.vaults import PASSWORD, SampleVault, VaultMaker, content_of
from tests.paths import kill_points
from tests.paths.kill_points import Ack, Outcome, Point
from vault.app import App, resources_folder
from vault.domain.ports import NoProgress
from vault.domain.records.papers import Document, DocumentKind
from vault.domain.records.people import Person
from vault.open_vault import OpenVault
from vault.services.documents.attach import Target

pytestmark = pytest.mark.skipif(
    not kill_points.available(), reason="this kernel does not let a parent decide over a child's calls"
)
EACH = 5
TARGET = Target(DocumentKind.OTHER)
ALWAYS = {
    "open tmp/part",
    "write tmp/part",
    "sync tmp/part",
    "rename documents/ab/id",
    "sync documents/ab",
    "open records.db-journal",
    "write records.db-journal",
    "sync records.db-journal",
    "sync the folder",
    "write records.db",
    "sync records.db",
    "truncate records.db-journal",
    "unlink records.db-journal",
}
"""The steps there must be, whatever else the program does."""


def _paper(number: int) -> bytes:
    return hashlib.sha256(b"sample paper %d" % number).digest() * 700


class Ledger:
    """What a vault acknowledged and must therefore hold for ever."""

    def __init__(self, sample: SampleVault) -> None:
        self.folder = sample.folder.resolve()
        self.papers: dict[str, bytes] = {}
        self.note = "Sample note 0"
        with sample.open() as vault:
            self.person = vault.records.add("person", {"name": "Sample Person", "note": self.note}).record.id

    def round(self, number: int, point: Point | None, *, early: bool = False) -> tuple[Outcome, list[str]]:
        """Attach a paper and edit a note in a child that is killed; return what the vault lost by it.

        With `early` the child acknowledges before it writes, as no program should.
        """
        content, note = _paper(number), f"Sample note {number}"

        def work(ack: Ack) -> None:
            app = App(resources_folder(), FakeClock(), SeededIds(1000 + number))
            with app.open(self.folder, PASSWORD) as vault:
                if early:
                    ack("paper")
                vault.papers.attach_bytes(content, "sample.bin", TARGET)
                ack("paper")
                if early:
                    ack("note")
                vault.records.edit(self.person, {"note": note})
                ack("note")

        outcome = kill_points.run(work, self.folder, point)
        return outcome, self._lost(number, content, note, outcome.acks)

    def _lost(self, number: int, content: bytes, note: str, acks: tuple[str, ...]) -> list[str]:
        app = App(resources_folder(), FakeClock(), SeededIds(1_000_000 + number))
        with app.open(self.folder, PASSWORD) as vault:
            faults = [] if (report := vault.check(full=True, progress=NoProgress())).ok else [str(report)]
            held = {each.id: each for each in vault.list("document") if isinstance(each, Document)}
            faults += [f"paper of round {number} acknowledged and lost" for _ in self.papers.keys() - held]
            new = [held[each] for each in held.keys() - self.papers.keys()]
            if [content_of(vault, each) for each in new] not in (
                [content],
                [] if "paper" not in acks else [content],
            ):
                faults.append("a paper was acknowledged and lost")
            for each in new:
                self.papers[each.id] = content
            found = self._note(vault)
            if found not in ({note} if "note" in acks else {note, self.note}):
                faults.append("an edit was acknowledged and lost")
            self.note = found
            if list(vault.layout.staging.iterdir()):
                faults.append("a part was left")
        if (self.folder / "records.db-journal").exists():
            faults.append("a journal was left")
        return faults

    def _note(self, vault: OpenVault) -> str:
        person = vault.records.find(self.person)[1]
        assert isinstance(person, Person)
        return person.note or ""


def _storm(ledger: Ledger, rounds: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Kill `rounds` children, the least hit step first; return the histogram and what was lost."""
    draw = random.Random(seed)  # noqa: S311 - the same storm every time
    recorded, faults = ledger.round(0, None)
    assert not recorded.killed
    there = Counter(recorded.steps)
    hits: Counter[str] = Counter(dict.fromkeys(there, 0))
    for number in range(1, 3 * rounds):
        if hits.total() == rounds:
            break
        fewest = min(hits.values())
        step = draw.choice([step for step, count in hits.items() if count == fewest])
        outcome, lost = ledger.round(number, Point(step, draw.randint(1, there[step])))
        hits[step] += outcome.killed  # a step may not come: the folder of a paper may be there already
        faults += lost
    return hits, faults


def _shown(hits: Counter[str]) -> str:
    return "\n".join(f"{count:5}  killed before: {step}" for step, count in sorted(hits.items()))


def test_100_kills_lose_nothing(sample: SampleVault) -> None:
    hits, faults = _storm(Ledger(sample), 100, seed=1)
    print(_shown(hits))  # noqa: T201 - the histogram is part of the proof
    assert faults == []
    assert hits.total() == 100
    assert hits.keys() >= ALWAYS
    assert min(hits.values()) >= EACH, _shown(hits)


@pytest.mark.parametrize("nth", [1, 2])
def test_one_that_acknowledges_before_the_commit_is_caught(sample: SampleVault, nth: int) -> None:
    """The first commit of a round is that of the paper, the second that of the edit."""
    outcome, faults = Ledger(sample).round(1, Point("sync records.db", nth), early=True)
    assert outcome.killed
    assert faults == [f"{('a paper', 'an edit')[nth - 1]} was acknowledged and lost"]


def test_a_kill_while_an_earlier_one_is_mended(sample: SampleVault, tmp_path: Path) -> None:
    ledger = Ledger(sample)

    def opening(ack: Ack) -> None:
        App(resources_folder(), FakeClock(), SeededIds(5)).open(ledger.folder, PASSWORD).close()
        ack("open")

    def hurt(ack: Ack) -> None:
        with App(resources_folder(), FakeClock(), SeededIds(6)).open(ledger.folder, PASSWORD) as vault:
            vault.records.edit(ledger.person, {"note": "Sample note 1"})
            ack("note")

    assert kill_points.run(hurt, ledger.folder, Point("sync records.db", 1)).killed
    shutil.copytree(ledger.folder, tmp_path / "hurt")
    steps = kill_points.run(opening, ledger.folder).steps
    assert {"write records.db", "sync records.db"} <= set(steps)
    for step in dict.fromkeys(steps):
        shutil.rmtree(ledger.folder)
        shutil.copytree(tmp_path / "hurt", ledger.folder)
        assert kill_points.run(opening, ledger.folder, Point(step, steps.count(step))).killed, step
        assert ledger._lost(0, b"", "Sample note 1", ()) == [], step
        assert ledger.note == "Sample note 0"


@pytest.mark.long("crash")
def test_1000_kills_lose_nothing(vault_maker: VaultMaker, tmp_path: Path) -> None:
    hits: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(10):
        more, lost = _storm(Ledger(vault_maker.copy(tmp_path / str(number))), 100, seed=100 + number)
        hits += more
        faults += lost
    print(_shown(hits))  # noqa: T201 - the histogram is part of the proof
    assert faults == []
    assert hits.total() == 1000
    assert min(hits.values()) >= 10 * EACH, _shown(hits)
