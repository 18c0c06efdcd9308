"""The overview of a person: what is in force, on one page, however much there is."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from tests.fakes.bundle_papers import pdf
from tests.fakes.vaults import SampleVault
from vault.app import resources_folder
from vault.domain.errors import NotFoundError, UserError
from vault.domain.records.papers import DocumentKind
from vault.open_vault import OpenVault
from vault.services.documents.attach import Target
from vault.services.interchange.sample import add_sample
from vault.services.wording.catalogue import Wording

TODAY = date(2026, 11, 24)
RESOURCES = resources_folder()
LETTER, A4 = (612.0, 792.0), (595.0, 842.0)


class Filled:
    """An open vault with the sample records and their ids."""

    def __init__(self, vault: OpenVault, ids: dict[str, str]) -> None:
        self.vault = vault
        self.ids = ids

    def page(self, person: str = "nora", lang: str = "en") -> str:
        """Return the words of the page, each separated from the next by one space."""
        say = Wording.load(lang, RESOURCES / "translations")
        data = self.vault.make_overview(self.ids[person], say)
        with pdfium.PdfDocument(data) as document:
            assert len(document) == 1
            self.size = tuple(round(each) for each in document[0].get_size())
            text = document[0].get_textpage().get_text_bounded()
        return " ".join(text.split())

    def add(self, kind: str, **values: object) -> str:
        """Add a record of Nora's."""
        return self.vault.records.add(kind, {"person": self.ids["nora"], **values}).record.id


@pytest.fixture
def filled(sample: SampleVault) -> Iterator[Filled]:
    sample.clock.day = TODAY
    with sample.open() as vault:
        yield Filled(vault, add_sample(vault.records, RESOURCES / "sample", TODAY))


def test_it_says_who_when_and_by_what(filled: Filled) -> None:
    page = filled.page()
    assert "Overview of Nov 24, 2026 Nora Sample born May 12, 1984" in page
    assert "By the papers in this vault on November 24, 2026. The insurer decides." in page
    assert "Page 1 of 1" in page


def test_the_next_visit_has_the_verdict_of_the_wording_rule(filled: Filled) -> None:
    assert "Wed, Nov 25, 2026 at 2:30 PM Massage, Sample Street Rehab" in filled.page()
    assert "This visit is at risk" in filled.page()
    target = Target(DocumentKind.REFERRAL, filled.ids["nora"], ("referral", filled.ids["referral"]))
    filled.vault.papers.attach_bytes(pdf("Sample referral"), "Sample referral.pdf", target)
    assert "Your papers support this visit Shown by Referral RF-48213." in filled.page()
    filled.vault.records.edit(filled.ids["plan"], {"end": "2026-11-24"})
    assert "Your papers do not support this visit" in filled.page()
    assert "covered" not in filled.page().lower()


def test_papers_in_force_stand_with_their_three_counters(filled: Filled) -> None:
    page = filled.page()
    assert "Referral RF-48213: Massage Sep 15, 2026 to Dec 14, 2026 10 5 5" in page
    assert "Authorization SA-2207-B: Massage Oct 21, 2026 to Dec 20, 2026 4 0 4" in page
    assert "Massage, Physiotherapy Jan 1, 2026 to Dec 31, 2026 16 7 9" in page


def test_a_referral_that_ended_or_was_revoked_is_not_in_force(filled: Filled) -> None:
    assert "RF-47001" not in filled.page()
    filled.vault.records.edit(filled.ids["referral"], {"valid_until": "2026-11-24"})
    assert "RF-48213: Massage" in filled.page()
    filled.vault.records.edit(filled.ids["referral"], {"valid_until": "2026-11-23"})
    assert "RF-48213: Massage" not in filled.page()
    filled.vault.records.edit(filled.ids["referral"], {"valid_until": None, "status": "revoked"})
    assert "RF-48213: Massage" not in filled.page()


def test_a_computed_end_counts_as_the_end(filled: Filled) -> None:
    filled.vault.records.edit(filled.ids["referral"], {"valid_until": None, "duration_weeks": 20})
    assert "RF-48213: Massage Sep 15, 2026 to Feb" in filled.page()
    filled.vault.records.edit(filled.ids["referral"], {"duration_weeks": 4})
    assert "RF-48213: Massage" not in filled.page()


def test_a_denied_authorization_is_left_out_and_a_pending_one_says_so(filled: Filled) -> None:
    filled.vault.records.edit(filled.ids["authorization"], {"status": "pending"})
    assert "SA-2207-B: Massage, Being decided" in filled.page()
    filled.vault.records.edit(filled.ids["authorization"], {"status": "denied"})
    assert "SA-2207-B: Massage" not in filled.page()


def test_dates_stand_soonest_first_with_their_source(filled: Filled) -> None:
    page = filled.page()
    first = page.index("Sun, Nov 29, 2026 In 5 days Ask for the progress note")
    second = page.index("Mon, Dec 14, 2026 In 20 days The referral ends: Referral RF-48213.")
    assert first < second
    assert "The date is printed on the referral." in page
    assert "rule claim-soon: visit on Oct 7, 2026 + 14 days = Oct 21, 2026" in page


def test_policies_in_force_stand_with_their_numbers(filled: Filled) -> None:
    assert "Sample Health Plan, Sample Choice Member ID SHP 0042 7719, Group SAMPLE-01" in filled.page()


def test_nobody_elses_records_are_on_it(filled: Filled) -> None:
    assert "Finn" not in filled.page()
    page = filled.page("finn")
    assert "RF-48213" not in page
    assert "No visit is planned" in page
    assert page.count("None") == 3


def test_the_sheet_is_that_of_the_plans_country_else_of_the_language(filled: Filled) -> None:
    filled.page(lang="de")
    assert filled.size == LETTER
    filled.vault.records.edit(filled.ids["plan"], {"jurisdiction": "DE"})
    filled.page()
    assert filled.size == A4
    filled.vault.records.edit(filled.ids["plan"], {"jurisdiction": None})
    filled.page()
    assert filled.size == LETTER
    filled.page(lang="de")
    assert filled.size == A4


def _overfill(filled: Filled, words: str) -> None:
    for number in range(40):
        filled.add(
            "referral",
            number=f"SAMPLE-{number:03} {words}",
            authored_on="2026-11-01",
            valid_until=(TODAY + timedelta(60 + number)).isoformat(),
            services=["massage", "physiotherapy", "manual_therapy"],
            referrer=filled.ids["doctor"],
            signed=True,
            visits=10,
        )
        filled.add("reminder", label=f"Sample reminder {number} {words}", due="2026-12-24")
        filled.vault.records.add(
            "benefit_limit",
            {"policy": filled.ids["plan"], "services": ["massage"], "per": "calendar_year", "visits": 20},
        )


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("words", ["", "W" * 40])
def test_an_overfull_vault_still_makes_one_page_and_counts_the_rest(
    filled: Filled, lang: str, words: str
) -> None:
    _overfill(filled, words)
    page = filled.page(lang=lang)
    assert page.count("and " if lang == "en" else "weitere") >= 3
    shown = page.count("SAMPLE-0")
    assert shown >= 1
    if lang == "en":
        assert f"and {41 - shown} more" in page  # the sample referral is one of them


def test_a_name_that_no_font_can_draw_is_said(filled: Filled) -> None:
    filled.vault.records.edit(filled.ids["nora"], {"name": "Sample \u4e2d"})
    with pytest.raises(UserError) as refused:
        filled.page()
    assert refused.value.code == "missing_glyphs"


def test_an_unknown_person_is_not_found(filled: Filled) -> None:
    with pytest.raises(NotFoundError):
        filled.vault.make_overview("nobody", Wording.load("en", RESOURCES / "translations"))


def test_the_page_is_titled_and_tagged(filled: Filled) -> None:
    say = Wording.load("en", RESOURCES / "translations")
    with pikepdf.open(BytesIO(filled.vault.make_overview(filled.ids["nora"], say))) as made:
        assert str(made.docinfo["/Title"]) == "Overview: Nora Sample"
        assert "/StructTreeRoot" in made.Root
