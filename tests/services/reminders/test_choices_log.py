"""What a person set for their dates is kept in the vault and used for the dates."""

from datetime import date, timedelta

from tests.fakes.vaults import SampleVault
from vault.domain.deadlines.due_date import DueKind
from vault.domain.deadlines.situation import Choices
from vault.services.reminders.choices_log import LEADS, TAX_FILED

DAY = date(2026, 4, 15)


def test_nothing_is_set_in_a_new_vault(sample: SampleVault) -> None:
    with sample.open() as vault:
        assert vault.choices.read() == Choices()


def test_it_survives_closing_and_can_be_taken_back(sample: SampleVault) -> None:
    with sample.open() as vault:
        vault.choices.set_leads(DueKind.FILE_CLAIM, (7, 30, 7, 0))
        vault.choices.set_leads(DueKind.REFERRAL_ENDS, ())
        vault.choices.set_tax_filed(2025, DAY)
        vault.choices.set_backup_verified(DAY)
    with sample.open() as vault:
        assert vault.choices.read() == Choices({13: (30, 7, 0), 1: ()}, {2025: DAY}, DAY)
        vault.choices.set_leads(DueKind.FILE_CLAIM, None)
        vault.choices.set_tax_filed(2025, None)
        assert vault.choices.read() == Choices({1: ()}, {}, DAY)


def test_a_line_nobody_can_read_is_as_good_as_not_set(sample: SampleVault) -> None:
    with sample.open() as vault:
        vault._database.set_setting(LEADS, "99=1\nx=2\n1=a,7\n")
        vault._database.set_setting(TAX_FILED, "2024=soon\n2025=2026-04-15\n=")
        assert vault.choices.read() == Choices({1: (7,)}, {2025: DAY})


def test_the_days_ahead_and_the_backup_reach_the_dates(sample: SampleVault) -> None:
    with sample.open() as vault:
        vault.choices.set_backup_verified(DAY)
        vault.choices.set_leads(DueKind.BACKUP_UNVERIFIED, (5,))
        (found,) = vault.snapshot().due
        assert (found.due, found.lead_days) == (DAY + timedelta(90), (5,))
        assert vault.due() == (found,)
