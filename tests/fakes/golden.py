"""Makes a golden vault for tests/files/golden, at each new format: `python -m tests.fakes.golden FOLDER`."""

import datetime as dt
import json
import sys
from pathlib import Path

from tests.fakes.clock import FakeClock
from tests.fakes.ids import SeededIds
from vault.app import App, resources_folder
from vault.domain.records.codec import record_to_json
from vault.domain.records.papers import DocumentKind
from vault.services.documents.attach import Target
from vault.services.interchange.sample import add_sample
from vault.services.keys.derivation import KdfCost
from vault.services.keys.slots import Password

PASSWORD = "golden pässword"
TODAY = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
PAPER = b"%PDF-1.4 a golden paper that no reader opens\n" * 40


def make(folder: Path) -> None:
    """Write vault, recovery key and the records it holds as JSON into a folder."""
    app = App(resources_folder(), FakeClock(TODAY), SeededIds(2026))
    created = app.create(folder / "vault", Password(PASSWORD), KdfCost(8 * 1024, 1, 1), "Golden vault")
    with app.open(folder / "vault", Password(PASSWORD)) as vault:
        ids = add_sample(vault.records, app.resources / "sample", TODAY.date())
        target = Target(DocumentKind.REFERRAL, ids["nora"], ("referral", ids["referral"]))
        vault.papers.attach_bytes(PAPER, "golden.pdf", target)
        vault.records.edit(ids["nora"], {"note": "A golden note, ä long one. " * 200})
        vault.records.delete(ids["reminder"])
        vault.drafts.save("visit", None, '{"date": "2026-11-25"}')
        held = [record_to_json(record) for record in vault.all_records()]
    text = json.dumps({"recovery_key": created.recovery_text, "records": held}, ensure_ascii=False, indent=1)
    (folder / "content.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
