"""What was told survives a restart, in settings of the vault that each stay within their size."""

from datetime import date, timedelta

from tests.fakes.vaults import SampleVault
from vault.open_vault import OpenVault
from vault.services.reminders.plan import Told

DAY = date(2026, 12, 13)


def told(number: int) -> Told:
    return Told(
        f"1:0190f3a2-0000-7000-8000-{number:012}", DAY + timedelta(number), ("30", "14", "2026-12-14")
    )


def test_nothing_was_told_in_a_new_vault(sample: SampleVault) -> None:
    with sample.open() as vault:
        assert vault.reminders.log.read() == {}


def test_it_survives_closing_and_opening(sample: SampleVault) -> None:
    kept = {each.key: each for each in (told(1), Told("4:ref1", None, ("left 2",)))}
    with sample.open() as vault:
        vault.reminders.log.keep(kept)
    with sample.open() as vault:
        assert vault.reminders.log.read() == kept


def test_many_take_several_settings_and_few_again_fewer(sample: SampleVault) -> None:
    many = {each.key: each for each in map(told, range(200))}
    with sample.open() as vault:
        vault.reminders.log.keep(many)
        assert vault.reminders.log.read() == many
        few = {each.key: each for each in map(told, range(3))}
        vault.reminders.log.keep(few)
        assert vault.reminders.log.read() == few
        vault.reminders.log.keep({})
        assert vault.reminders.log.read() == {}


def test_keeping_the_same_again_writes_no_history(sample: SampleVault) -> None:
    with sample.open() as vault:
        vault.reminders.log.keep({"a": Told("a", DAY, ("30",))})
        before = _entries(vault)
        vault.reminders.log.keep({"a": Told("a", DAY, ("30",))})
        assert _entries(vault) == before


def test_a_line_nobody_can_read_is_passed_over(sample: SampleVault) -> None:
    with sample.open() as vault:
        vault._database.set_setting("reminders.told.0", "a|no day|30\nb|2026-12-13|14")
        assert vault.reminders.log.read() == {"b": Told("b", DAY, ("14",))}


def _entries(vault: OpenVault) -> int:
    with vault._database.history() as history:
        return history.last()[0]
