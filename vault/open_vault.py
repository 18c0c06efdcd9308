"""An open vault: the rooms of the services, tied to one folder, one key and one database."""

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from vault.domain.coverage.moved import MovedVerdicts
from vault.domain.deadlines.due_date import DueDate
from vault.domain.errors import NotFoundError, VaultError
from vault.domain.ports import Clock, IdSource, Progress
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.papers import Bundle, Document
from vault.domain.today import TodayItem, today_items
from vault.services.bundle.keeping import BundleKeeper
from vault.services.documents.attach import AttachService
from vault.services.documents.blobs import BlobStore
from vault.services.files.layout import VaultLayout
from vault.services.keys.derivation import VaultKeys
from vault.services.keys.header import SlotInfo, Unlocked
from vault.services.records.writing import RecordService
from vault.services.reminders.agenda_keeping import AgendaKeeper
from vault.services.reminders.choices_log import ChoicesLog
from vault.services.reminders.rule_store import RuleStore
from vault.services.reminders.vault_reminders import Outside, VaultReminders
from vault.services.store.collector import without_collecting
from vault.services.store.database import Database
from vault.services.store.history import Version
from vault.services.store.repository import Trashed
from vault.services.verdicts.judging import PersonVerdicts, judge_all
from vault.services.verdicts.keeping import KeptVerdicts

if TYPE_CHECKING:
    from pathlib import Path

    from vault.domain.bundle_plan import BundleOrder, BundlePlan
    from vault.domain.deadlines.situation import Choices, PaperUse
    from vault.domain.rule_pack import RulePack
    from vault.services.backup.check import CheckReport
    from vault.services.bundle.export import ExportResult
    from vault.services.bundle.keeping import Exported
    from vault.services.files.sandbox.client import Sandbox
    from vault.services.reminders.calendar_events import CalendarOrder
    from vault.services.reminders.calendar_file import CalendarFile
    from vault.services.reminders.reminded import RemindedVaults
    from vault.services.typeset.typesetter import Typesetter
    from vault.services.wording.catalogue import Wording

    Rules = tuple[tuple[RulePack, ...], Choices]


KEPT_IN_TRASH = timedelta(days=30)
"""How long what was deleted can be brought back; then it is erased for good, its history with it."""


class Surroundings(Protocol):
    """What an open vault needs of the program around it."""

    @property
    def resources(self) -> "Path":
        """The folder of rules, templates and fonts."""

    @property
    def clock(self) -> Clock:
        """The only source of time."""

    @property
    def ids(self) -> IdSource:
        """The source of ids and randomness."""

    @property
    def reminded(self) -> "RemindedVaults | None":
        """The vaults of this computer that remind while locked; None where nothing is kept."""

    def sandbox(self) -> "Sandbox":
        """Return the sealed process."""


@dataclass(frozen=True, slots=True)
class VaultInfo:
    """What an open vault says of itself; `counts` are live records by kind, `rung` how papers are opened."""

    name: str
    vid: bytes
    gen: int
    seq: int
    slots: tuple[SlotInfo, ...]
    counts: tuple[tuple[str, int], ...]
    papers_bytes: int
    rung: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of a vault, whole and immutable: what every view of it is made from.

    `waiting` holds, in the order of `people`, what Today shows of each; `moved` is what became of verdicts
    since the snapshot before.
    """

    records: RecordSet
    people: tuple[PersonVerdicts, ...]
    waiting: tuple[tuple[TodayItem, ...], ...]
    due: tuple[DueDate, ...]
    trashed: int
    today: date
    moved: MovedVerdicts

    def of_person(self, person_id: str) -> PersonVerdicts | None:
        """Return one person with their own records and verdicts."""
        return next((each for each in self.people if each.person.id == person_id), None)

    def waiting_for(self, person_id: str) -> tuple[TodayItem, ...]:
        """Return what waits for one person, nothing for somebody unknown."""
        told = zip(self.people, self.waiting, strict=True)
        return next((items for each, items in told if each.person.id == person_id), ())


class OpenVault:
    """Everything that can be done with an unlocked vault; closing it lets go of lock and keys."""

    def __init__(
        self,
        surroundings: Surroundings,
        layout: VaultLayout,
        unlocked: Unlocked,
        keys: VaultKeys,
        database: Database,
        stack: ExitStack,
    ) -> None:
        self._surroundings = surroundings
        self.layout = layout
        self._unlocked = unlocked
        self._database = database
        self._stack = stack
        self.blobs = BlobStore(layout, keys.blob, unlocked.vid, surroundings.ids)
        self.records = RecordService(database, surroundings.ids, surroundings.clock)
        self.papers = AttachService(database, self.blobs, surroundings.ids, surroundings.clock)
        self.bundles = BundleKeeper(database, self.blobs, surroundings.ids, surroundings.clock)
        self.rules = RuleStore(database, surroundings.resources / "rules")
        self.choices = ChoicesLog(database)
        self.drafts = database.drafts
        self.reminders = VaultReminders(
            database,
            AgendaKeeper(layout, keys.agenda, unlocked.vid, surroundings.ids),
            self.snapshot,
            surroundings.clock,
            surroundings.resources / "translations",
            Outside.of(surroundings.reminded, layout.folder, keys.agenda, unlocked.vid, surroundings.ids),
        )
        self._closed = False
        self._last: tuple[int, Snapshot] | None = None
        self._kept: KeptVerdicts | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What the person called the vault."""
        return self._unlocked.name

    def close(self) -> None:
        """Bring the agenda up to date, close the database, let go of the folder; closing twice is fine."""
        with self._stack, suppress(VaultError, OSError):  # the next unlock makes up for an agenda left behind
            if not self._closed:
                self._closed = True
                self.reminders.keep()

    def list(self, kind: str) -> Sequence[Record]:
        """Return the live records of a kind."""
        with self._database.read() as records:
            return records.list(kind)

    def rows(self, kind: str, ids: Sequence[str]) -> Sequence[Record]:
        """Return the records with these ids in this order; gone ones are left out."""
        with self._database.read() as records:
            return records.rows(kind, ids)

    def trash(self) -> Sequence[Trashed]:
        """Return what lies in the trash, what went there last first."""
        with self._database.read() as records:
            return records.trash()

    def empty_old_trash(self) -> int:
        """Erase what has lain in the trash for 30 days, its papers too; return how many papers went."""
        before = self._surroundings.clock.now() - KEPT_IN_TRASH
        if not any(each.at < before for each in self.trash()):
            return 0
        doomed = self._database.purge(before)
        for blob in doomed:
            self.blobs.delete(blob)
        return len(doomed)

    def versions(self, record_id: str) -> Sequence[Version]:
        """Return every version a record had, oldest first."""
        with self._database.read() as records:
            kind, found = records.find_prefix(record_id, include_trashed=True)
        with self._database.history() as history:
            return history.versions(kind, found)

    def all_records(self) -> RecordSet:
        """Return every live record."""
        with self._database.read() as records, without_collecting():
            return RecordSet(records.load_all())

    def verdicts(self) -> tuple[PersonVerdicts, ...]:
        """Judge every visit of every person as of today."""
        return self._judged(self.all_records(), self._rules())

    def due(self) -> tuple[DueDate, ...]:
        """Return what is due, soonest first."""
        records, rules = self.all_records(), self._rules()
        return self._due(records, self._judged(records, rules), rules)

    def snapshot(self) -> Snapshot:
        """Return everything there is, judged and with due dates, as of now.

        As long as nothing was written and the day is the same, it is the same object.
        """
        today = self._surroundings.clock.today()
        with self._database.history() as history:
            seq, _ = history.last()
        if self._last is not None and self._last[0] == seq and self._last[1].today == today:
            return self._last[1]
        with without_collecting():
            rules = self._rules()
            with self._database.read() as stored:
                records = RecordSet(stored.load_all())
                trashed = sum(each.trashed for each in stored.counts())
            kept = self._kept_verdicts(records, rules, today)
            records, people = kept.records, kept.people
            due = self._due(records, people, rules)
            waiting = tuple(_waiting(each, due, today) for each in people)
        made = Snapshot(records, people, waiting, due, trashed, today, kept.moved)
        self._last, self._kept = (seq, made), kept
        return made

    def _rules(self) -> "Rules":
        """Return what the dates are computed by; reads settings, so before anything else is being read."""
        return self.rules.packs(), self.choices.read()

    def _kept_verdicts(self, records: RecordSet, rules: "Rules", today: date) -> KeptVerdicts:
        """Judge what changed since the last snapshot; everything where there is none."""
        from vault.domain.deadlines.answer_by import answer_days

        answer_by = answer_days(records, rules[0], today)
        if self._kept is None:
            return KeptVerdicts.of(records, today, answer_by)
        return self._kept.at(records, today, answer_by)

    def _judged(self, records: RecordSet, rules: "Rules") -> tuple[PersonVerdicts, ...]:
        from vault.domain.deadlines.answer_by import answer_days

        today = self._surroundings.clock.today()
        return judge_all(records, today, answer_days(records, rules[0], today))

    def _due(
        self, records: RecordSet, people: Sequence[PersonVerdicts], rules: "Rules"
    ) -> tuple[DueDate, ...]:
        from vault.domain.deadlines.charged import paper_uses
        from vault.services.reminders.due import due_for

        charged: dict[str, PaperUse] = {}
        packs, choices = rules
        with without_collecting():
            for person in people:
                charged |= paper_uses(person.judgment, person.records)
            return due_for(records, packs, self._surroundings.clock.today(), charged, choices)

    def plan_bundle(self, order: "BundleOrder") -> "BundlePlan":
        """Return what a bundle would hold and lack; raises missing_paper and the like before any work."""
        from vault.domain.bundle_plan import plan_bundle

        records, today = self.all_records(), self._surroundings.clock.today()
        charged: dict[str, str] = {}
        for person in self._judged(records, self._rules()):
            charged |= person.charged
        return plan_bundle(records, order, charged, today)

    def make_bundle(self, plan: "BundlePlan", say: "Wording", progress: Progress) -> "ExportResult":
        """Make and verify a bundle and keep nothing of it; nothing is written."""
        from vault.services.bundle.export import Exporter
        from vault.services.bundle.geometry import paper_size

        policy = plan.subject.policy
        exporter = Exporter(
            self._surroundings.sandbox(),
            self.typesetter(),
            say,
            paper_size(policy.jurisdiction if policy is not None else None),
        )
        return exporter.export(plan, self.all_records(), self.papers.content, progress)

    def typesetter(self) -> "Typesetter":
        """Return what sets our own templates in our own fonts."""
        from vault.services.typeset.typesetter import Typesetter

        resources = self._surroundings.resources
        return Typesetter(resources / "templates", resources / "fonts")

    def export_bundle(self, plan: "BundlePlan", say: "Wording", progress: Progress) -> "Exported":
        """Make, verify, keep and log a bundle; the caller lets its bytes leave."""
        return self.bundles.keep(plan, self.make_bundle(plan, say, progress))

    def make_calendar(self, order: "CalendarOrder", say: "Wording") -> "CalendarFile":
        """Make a calendar file and note what it holds, for the next one to update; raises calendar_empty.

        The caller lets its bytes leave.
        """
        from vault.services.reminders.calendar_events import events_of
        from vault.services.reminders.calendar_file import Moment, make_calendar
        from vault.services.reminders.calendar_log import CalendarLog

        log, snapshot = CalendarLog(self._database), self.snapshot()
        before = log.read()
        events = events_of(order, snapshot.records, snapshot.due, before, say)
        at = Moment(self._unlocked.vid, self._surroundings.clock.now(), snapshot.today)
        made = make_calendar(order, events, before, at, say)
        log.keep(made.exported)
        return made

    def make_overview(self, person_id: str, say: "Wording") -> bytes:
        """Return a person's overview as PDF, one page; raises not_found, missing_glyphs."""
        from vault.services.bundle.overview import OverviewFacts, make_overview
        from vault.services.typeset.typesetter import Typesetter

        snapshot, resources = self.snapshot(), self._surroundings.resources
        judged = snapshot.of_person(person_id)
        if judged is None:
            raise NotFoundError(person_id)
        due = tuple(each for each in snapshot.due if each.person == person_id)
        waiting = snapshot.waiting_for(person_id)
        facts = OverviewFacts(judged.person, judged.records, judged.judgment, waiting, due, snapshot.today)
        return make_overview(facts, Typesetter(resources / "templates", resources / "fonts"), say)

    def disclosures(self) -> tuple[Bundle, ...]:
        """Return the disclosure log, oldest first."""
        bundles = [each for each in self.list("bundle") if isinstance(each, Bundle)]
        return tuple(sorted(bundles, key=lambda each: (each.exported, each.id)))

    def info(self) -> VaultInfo:
        """Return what the vault says of itself."""
        with self._database.read() as records:
            counts = tuple((each.kind, each.live) for each in records.counts())
            papers = records.list("document")
        with self._database.history() as history:
            seq, _ = history.last()
        return VaultInfo(
            name=self.name,
            vid=self._unlocked.vid,
            gen=self._unlocked.gen,
            seq=seq,
            slots=self._unlocked.slots,
            counts=counts,
            papers_bytes=sum(paper.size for paper in papers if isinstance(paper, Document)),
            rung=str(self._surroundings.sandbox().rung),
        )

    def check(self, *, full: bool, progress: Progress) -> "CheckReport":
        """Check the vault without changing it."""
        from vault.services.backup.check import CheckService

        service = CheckService(self.layout, self._unlocked, self._database, self.blobs, self.reminders.faults)
        return service.run(full=full, progress=progress)


def _waiting(judged: PersonVerdicts, due: Sequence[DueDate], today: date) -> tuple[TodayItem, ...]:
    own = [each for each in due if each.person == judged.person.id]
    return today_items(judged.records, judged.verdicts, own, today)
