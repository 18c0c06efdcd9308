"""Every vault an earlier version wrote still opens, checks clean and holds the same records."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.golden import PAPER, PASSWORD, TODAY
from tests.fakes.ids import SeededIds
from vault.app import App, resources_folder
from vault.domain.ports import NoProgress
from vault.domain.records.codec import record_to_json
from vault.domain.records.papers import Document
from vault.services.keys.recovery import decode_recovery
from vault.services.keys.slots import Password, RecoveryKey, Secret

GOLDEN = Path(__file__).resolve().parents[1] / "files" / "golden"
VAULTS = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())


def content(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLDEN / name / "content.json").read_text("utf-8"))
    return found


def secret(name: str, way: str) -> Secret:
    if way == "password":
        return Password(PASSWORD)
    return RecoveryKey(decode_recovery(content(name)["recovery_key"]))


def test_there_is_one_for_each_format() -> None:
    assert "format-1" in VAULTS


@pytest.mark.parametrize("name", VAULTS)
@pytest.mark.parametrize("way", ["password", "recovery key"])
def test_a_golden_vault_opens_and_holds_what_it_held(tmp_path: Path, name: str, way: str) -> None:
    folder = tmp_path / "vault"
    shutil.copytree(GOLDEN / name / "vault", folder)
    app = App(resources_folder(), FakeClock(TODAY), SeededIds(1))
    with app.open(folder, secret(name, way)) as vault:
        held = [record_to_json(record) for record in vault.all_records()]
        assert held == content(name)["records"]
        (paper,) = vault.list("document")
        assert isinstance(paper, Document)
        assert vault.papers.content(paper) == PAPER
        assert [each.kind for each in vault.trash()] == ["reminder"]
        assert vault.drafts.list()[0].body == '{"date": "2026-11-25"}'
        vault.reminders.keep()
        report = vault.check(full=True, progress=NoProgress())
        assert report.findings == ()
        vault.records.edit(paper.id, {"title": "Changed by a later version"})
