"""The whole way in child processes: new vault, scanned referral in, verdicts and due dates, bundle out."""

import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from tests.paths.command_line import CommandLine, Done
from tests.services.documents import made_papers as made

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "samples" / "scans"
SCANS = ("ccitt.pdf", "typewriter.png", "multipage.pdf")
PASSWORD = "pässwörd of a sample"
DAY = ("--today", "2026-11-24", "--json")
POLICY = {
    "insurer": "Sample Health Plan",
    "member_id": "SHP 0042",
    "start": "2026-01-01",
    "requires_referral": "yes",
    "requires_auth": "no",
    "file_days": 365,
    "jurisdiction": "US",
}
REFERRAL = {
    "authored_on": "2026-09-01",
    "valid_from": "2026-09-01",
    "valid_until": "2026-11-30",
    "services": ["massage"],
    "signed": True,
    "visits": 3,
    "diagnosis": ["M54.50"],
    "number": "RF-1",
}
VISITS = ("2026-08-31", "2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22")


def _scans(folder: Path) -> list[Path]:
    """Return real scans where they are at hand, else made ones."""
    real = [SHARED / name for name in SCANS if (SHARED / name).exists()]
    if real:
        return real
    pictures = {
        "fax.tif": made.tiff_pages((850, 1100), (850, 1100)),
        "photo.jpg": made.photo(6),
        "scan.png": made.picture("PNG", "L", (850, 1100)),
    }
    for name, content in pictures.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in pictures]


class Journey:
    """One vault on its way from nothing to a bundle."""

    def __init__(self, folder: Path) -> None:
        self.vault = folder / "My records.rvault"
        self.run = CommandLine(folder, PASSWORD)
        self.scans = _scans(folder)
        self.recovery = self.run("create", self.vault, "--kdf-memory", "8", "--json").document["recovery_key"]

    def add(self, kind: str, values: dict[str, Any]) -> str:
        """Add a record and return its id."""
        added = self.run("add", self.vault, kind, *DAY, stdin=json.dumps(values)).document
        return str(added["id"])

    def export(self, run: CommandLine, referral: str, out: Path, *more: str) -> Done:
        """Export profiles R and D of a referral."""
        how = ("--profile", "R,D", "--recipient", "Sample Health Plan", "--purpose", "answer to a request")
        return run("export", self.vault, "--referral", referral, *how, "--out", out, *DAY, *more)


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return Journey(tmp_path_factory.mktemp("journey"))


@pytest.fixture(scope="module")
def referral(journey: Journey) -> str:
    """Enter a person, their policy, two providers, a referral with its scans, and five visits."""
    add, run = journey.add, journey.run
    add("person", {"name": "Sample Person", "birth_date": "1984-05-12"})
    add("policy", POLICY)
    npi = [{"type": "npi", "printed": "1234567893"}]
    doctor = add("provider", {"name": "Sample Doctor, MD", "roles": ["referrer"], "identifiers": npi})
    therapist = run("add", journey.vault, "provider", "--set", "name=Sample Rehab", *DAY).document["id"]
    referral = add("referral", {**REFERRAL, "referrer": doctor})
    attached = run("attach", journey.vault, *journey.scans, "--to", referral, *DAY)
    assert attached.err == ""  # no progress where nobody looks
    assert [paper["new"] for paper in attached.document] == [True] * len(journey.scans)
    assert all(paper["pages"] >= 1 and paper["unread_reason"] is None for paper in attached.document)
    assert {paper["kind"] for paper in attached.document} == {"referral"}
    for day in VISITS:
        add("visit", {"date": day, "provider": therapist, "service": "massage"})
    return referral


@pytest.fixture(scope="module")
def bundle(journey: Journey, referral: str) -> tuple[dict[str, Any], Path]:
    out = journey.vault.parent / "bundle.pdf"
    dry = journey.export(journey.run, referral, out, "--dry-run").document
    assert (dry["dry_run"], dry["visits"], len(dry["papers"])) == (True, 3, len(journey.scans))
    assert not out.exists()
    return journey.export(journey.run, referral, out).document, out


def test_verdicts_say_what_is_supported(journey: Journey, referral: str) -> None:
    (person,) = journey.run("verdicts", journey.vault, *DAY).document
    found = {visit["date"]: visit for visit in person["visits"].values()}
    assert {day: found[day]["verdict"] for day in VISITS} == {
        "2026-08-31": "NOT_SUPPORTED",
        "2026-10-01": "AT_RISK",
        "2026-10-08": "AT_RISK",
        "2026-10-15": "AT_RISK",
        "2026-10-22": "NOT_SUPPORTED",
    }
    assert found["2026-10-01"]["referral"] == referral
    assert {rule["id"] for rule in found["2026-10-22"]["rules"]} >= {"R8"}
    assert all(rule["sentence"] and rule["fix"] for visit in found.values() for rule in visit["rules"])


def test_due_dates_are_told_with_their_source(journey: Journey, referral: str) -> None:
    due = journey.run("due", journey.vault, *DAY).document
    used_up, *filings = (each for each in due if each["kind"] in {4, 13})
    assert (used_up["kind"], used_up["due"], used_up["remaining"]) == (4, None, 0)
    assert used_up["subject"] == {"kind": "referral", "id": referral}
    assert [(each["kind"], each["due"]) for each in filings] == [
        (13, day.replace("2026", "2027")) for day in VISITS
    ]
    assert filings[0]["days_left"] == 280
    assert all(each["sentence"] and each["source"] and each["arithmetic"] for each in filings)
    lacking = {each["case"]: (each["due"], each["remaining"]) for each in due if each["kind"] == 25}
    first, visits = min(VISITS), len(VISITS)
    assert lacking == {
        "no_bill": (str(dt.date.fromisoformat(first) + dt.timedelta(7)), visits),
        "not_filed": (str(dt.date.fromisoformat(first) + dt.timedelta(14)), visits),
    }


class TestTheBundle:
    """What left is read back with another library than wrote it."""

    def test_the_file_is_what_was_logged(self, journey: Journey, bundle: tuple[dict[str, Any], Path]) -> None:
        told, out = bundle
        (logged,) = journey.run("log", journey.vault, *DAY).document
        assert hashlib.sha256(out.read_bytes()).hexdigest() == told["sha256"] == logged["sha256"]
        assert (logged["recipient"], logged["purpose"]) == ("Sample Health Plan", "answer to a request")
        assert (logged["profile"], logged["pages"]) == ("R,D", len(PdfReader(out).pages))
        sources = {hashlib.sha256(scan.read_bytes()).hexdigest() for scan in journey.scans}
        assert {paper["sha256"] for paper in told["manifest"]} >= sources

    def test_pages_are_numbered_and_labeled_through(self, bundle: tuple[dict[str, Any], Path]) -> None:
        reader = PdfReader(bundle[1])
        count = len(reader.pages)
        assert reader.page_labels == [str(number) for number in range(1, count + 1)]
        for number, page in enumerate(reader.pages, 1):
            assert f"Page {number} of {count}" in page.extract_text()

    def test_the_statement_says_dates_and_visits(self, bundle: tuple[dict[str, Any], Path]) -> None:
        reader = PdfReader(bundle[1])
        cover, statement = reader.pages[0].extract_text(), reader.pages[2].extract_text()
        for text in (cover, statement):
            assert "Sample Person" in text
            assert "SHP 0042" in text
        assert "Sep 1, 2026 to Nov 30, 2026" in statement
        assert re.findall(r"Oct \d+, 2026 Massage", statement) == [
            f"Oct {day}, 2026 Massage" for day in (1, 8, 15)
        ]
        assert "3 visits attended" in statement
        assert "Aug 31" not in statement

    def test_bookmarks_and_links_lead_to_the_pages_they_name(
        self, journey: Journey, bundle: tuple[dict[str, Any], Path]
    ) -> None:
        reader = PdfReader(bundle[1])
        marks = [
            mark for mark in _flat(reader.outline) if reader.get_destination_page_number(mark) is not None
        ]
        starts = [reader.get_destination_page_number(mark) for mark in marks]
        assert len(marks) == 3 + len(journey.scans)
        assert starts == sorted(starts, key=lambda start: start or 0)
        texts = [page.extract_text() for page in reader.pages]
        assert texts[0].startswith("Sample Person")
        targets = {page: _link_targets(reader, page) for page in (0, 1)}
        assert targets[0] == {starts[2], starts[3]}
        assert targets[1] >= {0, *starts[2:]}

    def test_every_scan_is_in_it_as_a_picture(
        self, journey: Journey, bundle: tuple[dict[str, Any], Path]
    ) -> None:
        reader = PdfReader(bundle[1])
        pages = journey.run("list", journey.vault, "document", *DAY).document
        count = sum(paper["pages"] for paper in pages)
        assert len(reader.pages) == 3 + count
        assert all(page.images for page in reader.pages[3:])


def _flat(outline: Any) -> list[Destination]:
    found: list[Destination] = []
    for entry in outline:
        found += _flat(entry) if isinstance(entry, list) else [entry]
    return found


def _link_targets(reader: PdfReader, number: int) -> set[int | None]:
    targets = set()
    for annotation in reader.pages[number].get("/Annots", []):
        link = annotation.get_object()
        place = (link.get("/Dest") or link["/A"]["/D"]).get_object()
        targets.add(reader.get_page_number(place[0].get_object()))
    return targets


class TestByTheRecoveryKeyAlone:
    """The password forgotten: the printed key opens, reads and exports the same vault."""

    @pytest.fixture
    def run(self, journey: Journey) -> CommandLine:
        return CommandLine(journey.vault.parent, journey.recovery.lower() + "\n", "--recovery-key-fd")

    def test_it_reads_all_there_is(self, journey: Journey, referral: str, run: CommandLine) -> None:
        commands = (["show", referral], ["list", "visit"], ["verdicts"], ["list", "document"])
        for name, *rest in commands:
            by_key = run(name, journey.vault, *rest, *DAY).document
            assert by_key == journey.run(name, journey.vault, *rest, *DAY).document != []

    def test_it_exports(
        self, journey: Journey, referral: str, bundle: tuple[dict[str, Any], Path], run: CommandLine
    ) -> None:
        out = journey.vault.parent / "by recovery key.pdf"
        told = journey.export(run, referral, out).document
        assert told["pages"] == bundle[0]["pages"]
        assert [page.extract_text() for page in PdfReader(out).pages] == [
            page.extract_text() for page in PdfReader(bundle[1]).pages
        ]
        assert len(run("log", journey.vault, *DAY).document) == 2
        out.unlink()

    def test_another_key_does_not(self, journey: Journey, referral: str) -> None:
        other = CommandLine(journey.vault.parent, "000G-40R4-0M30-E209-185G-R38E-1ZBP", "--recovery-key-fd")
        done = other("show", journey.vault, referral, "--json")
        assert (done.code, done.error["code"]) == (10, "wrong_password")


def test_the_vault_is_sound_afterwards(journey: Journey, bundle: tuple[dict[str, Any], Path]) -> None:
    assert bundle[1].exists()
    checked = journey.run("check", journey.vault, "--full", *DAY)
    assert (checked.code, checked.document["ok"], checked.document["findings"]) == (0, True, [])
    assert journey.run("info", journey.vault, *DAY).document["rung"] in "ABCD"
    left = {path.name for path in journey.vault.parent.iterdir()}
    made_here = {scan.name for scan in journey.scans}
    assert left - made_here == {"My records.rvault", "bundle.pdf"}


def test_a_bundle_never_replaces_a_file(
    journey: Journey, referral: str, bundle: tuple[dict[str, Any], Path]
) -> None:
    before = bundle[1].read_bytes()
    done = journey.export(journey.run, referral, bundle[1])
    assert (done.code, done.error["code"]) == (42, "file_exists")
    assert bundle[1].read_bytes() == before


def test_a_referral_without_its_paper_stops_unless_told(journey: Journey, referral: str) -> None:
    assert referral
    bare = journey.add(
        "referral", {**REFERRAL, "referrer": None, "number": "RF-2", "authored_on": "2025-01-01"}
    )
    out = journey.vault.parent / "bare.pdf"
    done = journey.export(journey.run, bare, out)
    assert (done.code, done.error["code"]) == (30, "missing_paper")
    assert not out.exists()
    told = journey.export(journey.run, bare, out, "--incomplete").document
    assert told["not_held"]
    out.unlink()
    journey.run("delete", journey.vault, bare, *DAY)
