"""The sealed agenda follows the records: written when a date moves, left alone when none does."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.fakes.vaults import PASSWORD, SampleVault
from vault.domain.errors import UserError
from vault.domain.ports import NoProgress
from vault.open_vault import OpenVault
from vault.services.backup.check import Finding
from vault.services.files.layout import VaultLayout
from vault.services.keys.derivation import derive_keys
from vault.services.keys.header_files import read_header_files
from vault.services.keys.sealing import SealError
from vault.services.reminders.agenda import Agenda, AgendaItem, AgendaLevel
from vault.services.reminders.agenda_items import AgendaChoice, item_id
from vault.services.reminders.agenda_keeping import read_agenda

DUE = date(2026, 4, 1)


def stored(sample: SampleVault) -> Agenda:
    """Read the agenda as a program does that holds only the agenda's key."""
    layout = VaultLayout(sample.folder)
    unlocked = read_header_files(layout).unlock(PASSWORD)
    agenda = read_agenda(layout, derive_keys(unlocked.vmk, unlocked.vid).agenda, unlocked.vid)
    assert agenda is not None
    return agenda


def add_reminder(vault: OpenVault, due: date = DUE, label: str = "Sample errand") -> str:
    if not vault.list("person"):
        vault.records.add("person", {"name": "Sample Person"})
    values = {"label": label, "due": due.isoformat(), "lead_days": [7, 0]}
    return vault.records.add("reminder", values).record.id


def raw(sample: SampleVault) -> bytes:
    return (sample.folder / "agenda").read_bytes()


def test_a_new_vault_has_an_empty_one(sample: SampleVault) -> None:
    assert stored(sample) == Agenda(stored(sample).seq, AgendaLevel.DATES, sample.clock.today(), ())


def test_a_date_is_in_it_after_the_write_and_moves_with_the_record(sample: SampleVault) -> None:
    with sample.open() as vault:
        reminder = add_reminder(vault)
        vault.reminders.keep()
        assert stored(sample).items == (AgendaItem(item_id(f"own:{reminder}"), DUE, (7, 0)),)
        assert stored(sample).seq == vault.info().seq
        vault.records.edit(reminder, {"due": (DUE + timedelta(3)).isoformat()})
        vault.reminders.keep()
        assert stored(sample).items[0].due == DUE + timedelta(3)
        vault.records.delete(reminder)
    assert stored(sample).items == ()


def test_closing_writes_what_nobody_kept_before(sample: SampleVault) -> None:
    with sample.open() as vault:
        add_reminder(vault)
    assert [each.due for each in stored(sample).items] == [DUE]


def test_an_edit_that_moves_no_date_leaves_the_file_alone(sample: SampleVault) -> None:
    with sample.open() as vault:
        add_reminder(vault)
        vault.reminders.keep()
        before = raw(sample)
        vault.records.edit(vault.list("person")[0].id, {"note": "A sample note"})
        vault.reminders.keep()
        assert raw(sample) == before
    assert raw(sample) == before
    with sample.open():
        pass
    assert raw(sample) == before


def test_another_day_is_written_at_the_unlock(sample: SampleVault) -> None:
    sample.clock.advance(days=1)
    with sample.open() as vault:
        vault.reminders.keep()
        assert stored(sample).seen == sample.clock.today()
        sample.clock.advance(days=1)
        vault.reminders.keep()
        assert stored(sample).seen == sample.clock.today()


@pytest.mark.parametrize("damage", [b"", b"RVAGND1\n", bytes(5000)])
def test_a_damaged_one_is_found_by_the_check_and_made_anew(sample: SampleVault, damage: bytes) -> None:
    with sample.open() as vault:
        add_reminder(vault)
    (sample.folder / "agenda").write_bytes(damage)
    with pytest.raises(SealError):
        stored(sample)
    with sample.open() as vault:
        report = vault.check(full=True, progress=NoProgress())
        assert report.findings == (Finding("agenda_unreadable", "agenda"),)
        assert not report.ok
    assert len(stored(sample).items) == 1
    with sample.open() as vault:
        assert vault.check(full=True, progress=NoProgress()).findings == ()


def test_one_that_is_missing_or_behind_is_told_but_no_damage(sample: SampleVault) -> None:
    with sample.open() as vault:
        add_reminder(vault)
        report = vault.check(full=True, progress=NoProgress())
        assert report.findings == (Finding("agenda_differs", "agenda", is_damage=False),)
        (sample.folder / "agenda").unlink()
        report = vault.check(full=True, progress=NoProgress())
        assert report.findings == (Finding("agenda_missing", "agenda", is_damage=False),)
        assert report.ok


def test_one_ahead_of_the_records_shows_that_they_are_an_old_copy(sample: SampleVault) -> None:
    old = (sample.folder / "records.db").read_bytes()
    with sample.open() as vault:
        add_reminder(vault)
    (sample.folder / "records.db").write_bytes(old)
    with sample.open() as vault:
        report = vault.check(full=True, progress=NoProgress())
        assert report.findings == (Finding("agenda_ahead", "agenda"),)


class TestLevels:
    def at(self, sample: SampleVault, level: AgendaLevel, lang: str = "en") -> tuple[AgendaItem, ...]:
        with sample.open() as vault:
            add_reminder(vault, label="Sample errand")
            person = vault.list("person")[0].id
            doctor = vault.records.add("provider", {"name": "Sample Doctor", "roles": ["referrer"]}).record.id
            referral = {
                "person": person,
                "authored_on": "2026-01-05",
                "services": ["massage"],
                "referrer": doctor,
                "signed": True,
                "number": "RF-1",
                "valid_until": "2026-06-30",
            }
            vault.records.add("referral", referral)
            vault.reminders.choose(AgendaChoice(level, lang))
            assert vault.reminders.choice == AgendaChoice(level, lang)
        found = stored(sample)
        assert found.level is level
        return found.items

    def test_dates_alone(self, sample: SampleVault) -> None:
        items = self.at(sample, AgendaLevel.DATES)
        assert [(each.kind, each.label) for each in items] == [(None, None)] * len(items)
        assert all(len(each.id) == 32 for each in items)

    def test_kinds(self, sample: SampleVault) -> None:
        items = self.at(sample, AgendaLevel.KINDS)
        assert [(each.due, each.kind, each.label) for each in items] == [
            (DUE, None, None),
            (date(2026, 6, 9), 5, None),
            (date(2026, 6, 30), 1, None),
        ]

    def test_labels_in_the_language_chosen(self, sample: SampleVault) -> None:
        items = self.at(sample, AgendaLevel.LABELS, "de")
        assert [each.label for each in items] == ["Sample errand", "Verordnung RF-1", "Verordnung RF-1"]


def test_few_visits_left_stand_in_it_on_the_day_of_the_last_one(sample: SampleVault) -> None:
    with sample.open() as vault:
        person = vault.records.add("person", {"name": "Sample Person"}).record.id
        policy = {"person": person, "insurer": "Sample Insurer", "member_id": "M-1", "start": "2026-01-01"}
        vault.records.add("policy", policy)
        referral = {"person": person, "authored_on": "2026-01-05", "services": ["massage"], "visits": 5}
        vault.records.add("referral", {**referral, "referrer": None, "signed": True})
        visit = {"person": person, "service": "massage", "provider": None, "status": "completed"}
        ids = []
        for day in ("2026-01-12", "2026-01-19", "2026-01-26"):
            vault.reminders.keep()
            assert [each for each in stored(sample).items if not each.lead] == []
            vault.records.add("visit", {**visit, "date": day})
        for day in ("2026-01-26", "2026-02-02", "2026-02-09"):
            vault.reminders.keep()
            (event,) = (each for each in stored(sample).items if not each.lead)
            assert event.due == date.fromisoformat(day)
            ids.append(event.id)
            vault.records.add("visit", {**visit, "date": str(date.fromisoformat(day) + timedelta(7))})
        assert len(set(ids)) == 3


@pytest.mark.parametrize("text", [None, "", "9 en", "1", "1 xx", "one en"])
def test_a_choice_nobody_understands_tells_least(text: str | None) -> None:
    assert AgendaChoice.read(text) == AgendaChoice(AgendaLevel.DATES, "en")


def test_an_agenda_that_cannot_be_written_holds_nothing_up(sample: SampleVault, tmp_path: Path) -> None:
    vault = sample.open()
    add_reminder(vault)
    staging = sample.folder / "tmp"
    staging.rename(tmp_path / "elsewhere")
    staging.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError, match="vault_has_links"):
        vault.reminders.keep()
    vault.close()
    staging.unlink()
    (tmp_path / "elsewhere").rename(staging)
    with sample.open() as again:
        again.reminders.keep()
    assert len(stored(sample).items) == 1
