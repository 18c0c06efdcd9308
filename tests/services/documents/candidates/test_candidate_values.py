"""Identifiers, codes, ticks, amounts and names: each rule with lines of our own."""

import pytest

from tests.services.documents.candidates.typed import named, prefilled, read
from vault.services.documents.candidates.names import name_at
from vault.services.documents.candidates.npi import luhn


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("Member ID: ABC 123 01 2345", "member", "ABC123012345"),
        ("Member ID   ABC 123012345 Suffix 00", "member", "ABC123012345"),
        ("Versicherungsnummer: 11 222 3334.5", "member", "112223334.5"),
        ("(membership no. SMP 1101 22 333) covers eight", "member", "SMP110122333"),
        ("Claim no.: SW-26-0010203", "claim", "SW-26-0010203"),
        ("Her claim number is SW-26-0010203. Bills go there", "claim", "SW-26-0010203"),
        ("Leistungsnummer: L-26-1002003", "claim", "L-26-1002003"),
        ("Authorization #: B26-0101-2020", "auth", "B26-0101-2020"),
        ("They gave her pre-authorisation code 5ZZ4-1110.", "auth", "5ZZ4-1110"),
        ("Our ref: AB/cd/10101", "reference", "AB/CD/10101"),
        ("Unser Zeichen: XY-2/Mus", "reference", "XY-2/MUS"),
        ("Rechnungsnummer: 2026-0101", "reference", "2026-0101"),
    ],
)
def test_identifiers_are_upper_case_without_spaces(line: str, name: str, value: str) -> None:
    assert prefilled(line, name) == [value]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Your ref: AB/CD/10101", "reference"),
        ("Reference: your letter of February 17, 2026", "reference"),
        ("Provider no. 000000XX", "member"),
        ("Group 10101   RxBIN 000000", "member"),
        ("member ID card or call 1-800-555-0104", "member"),
        ("Claim no. 26 123 12 visits were used", "claim"),
    ],
)
def test_numbers_of_others_are_not_prefilled(line: str, name: str) -> None:
    assert prefilled(line, name) == []


def test_two_claims_are_shown_and_neither_is_prefilled() -> None:
    reading = read("Claim no. AA-10001\nClaim no. AA-10002")
    assert [(item.value, item.prefill) for item in named(reading, "claim")] == [
        ("AA-10001", False),
        ("AA-10002", False),
    ]


@pytest.mark.parametrize(("npi", "valid"), [("1234567893", True), ("1234567890", False)])
def test_the_check_digit_counts_with_its_prefix(npi: str, valid: bool) -> None:
    assert luhn(npi) is valid
    assert prefilled(f"NPI {npi}", "npi") == [npi]
    assert prefilled(f"NPI {npi}", "npi_invalid") == ([] if valid else [npi])


def test_only_ticked_codes_count() -> None:
    form = "REFERRAL\nDIAGNOSIS (check all)\n  M54.2 Neck\nX M54.59 Back\n  M79.10 Muscle\nX Other: M62.830"
    assert prefilled(form, "icd") == ["M54.59", "M62.830"]


def test_boxes_may_be_brackets_or_signs() -> None:
    form = "REFERRAL\n[ ] M54.2    [x] M54.41    [ ] M25.512"
    assert prefilled(form, "icd") == ["M54.41"]
    assert prefilled("REFERRAL\n☐ M54.2    ☒ M54.41", "icd") == ["M54.41"]


def test_a_list_to_choose_from_without_any_tick_proves_nothing() -> None:
    form = "REFERRAL\nDiagnosis (check all that apply)\nM54.2 Neck\nM54.59 Back\nM79.10 Muscle\nM62.830 Spasm"
    assert prefilled(form, "icd") == []
    assert [item.value for item in named(read(form), "icd")] == ["M54.2", "M54.59", "M79.10", "M62.830"]


def test_a_second_provider_counts_only_when_ticked() -> None:
    form = "REFERRAL\nX Ada Sample, MD NPI 1234567893          Bob Sample, PA-C NPI 1987654328"
    assert prefilled(form, "npi") == ["1234567893"]


@pytest.mark.parametrize(
    "line",
    [
        "massage therapy (12345)",
        "massage therapy, 12345, four units",
        "MASSAGE, 12345 X 4 UNITS",
        "CPT code: 12345 for treatment",
        "Code    Description\n12345   Soft tissue massage",
        "12 visits of 12345",
    ],
)
def test_five_digits_beside_a_service_are_its_code(line: str) -> None:
    assert prefilled(f"REFERRAL\n{line}", "procedure") == ["12345"]


@pytest.mark.parametrize(
    "line",
    [
        "Sample Massage, Sampleton, OR 12345",
        "SAMPLETON OR 12345-2210",
        "P.O. Box 12345, Sampleton",
        "Group 12345",
        "Plan / contract 12345",
        "auth 771-12345",
        "ZIP 12345",
    ],
)
def test_postal_codes_and_boxes_are_no_codes(line: str) -> None:
    assert prefilled(f"REFERRAL\n{line}", "procedure") == []


def test_two_codes_in_a_row_count_both() -> None:
    assert prefilled("REFERRAL\nvisits of 12345 and 98765", "procedure") == ["12345", "98765"]


_EOB = """Explanation of Benefits       Sampleton, OR 97000

Service date   Service    Billed     Discount   Allowed   Copay    Plan paid   You owe
02/19/2026     Massage     120.00      35.40      84.60   25.00        59.60     25.00
02/26/2026     Massage     120.00      35.40      84.60   25.00        59.60     25.00
               Totals     $240.00     $70.80    $169.20  $50.00      $119.20    $50.00
"""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("billed", "USD 240.00"),
        ("allowed", "USD 169.20"),
        ("paid", "USD 119.20"),
        ("owe", "USD 50.00"),
        ("dos_from", "2026-02-19"),
        ("dos_to", "2026-02-26"),
    ],
)
def test_totals_are_read_under_their_headings(name: str, value: str) -> None:
    assert prefilled(_EOB, name) == [value]


def test_a_total_that_its_lines_do_not_make_is_not_prefilled() -> None:
    assert prefilled(_EOB.replace("$240.00", "$250.00"), "billed") == []


@pytest.mark.parametrize(
    ("place", "value"),
    [("OR 97000", "USD 50.00"), ("NSW 2999", "AUD 50.00"), ("ON M0M 0M0", "CAD 50.00")],
)
def test_the_country_says_which_dollar(place: str, value: str) -> None:
    assert prefilled(f"INVOICE\nSampleton {place}\nBalance due: $50.00", "owe") == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("RECHNUNG\nBitte überweisen Sie den Betrag von 1.421,20 € auf das Konto der Praxis", "EUR 1421.20"),
        ("INVOICE\nTotal due: £60.00", "GBP 60.00"),
    ],
)
def test_decimals_follow_the_currency(text: str, value: str) -> None:
    assert prefilled(text, "owe") == [value]


def test_a_dollar_of_no_known_country_is_left_open() -> None:
    assert prefilled("INVOICE\nBalance due: $50.00", "owe") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sampleton, Oren T.", "Oren T. Sampleton"),
        ("Mrs Winifred Sample-Quaye, DOB", "Winifred Sample-Quaye"),
        ("Dr. med. Ilse Sample", "Ilse Sample"),
        ("INES SAMPLE-REYES LMT", "Ines Sample-Reyes"),
        ("Petra Sample, NP", "Petra Sample"),
        ("Tom Sample MBChB", "Tom Sample"),
        ("Jan van der Sample", "Jan van der Sample"),
    ],
)
def test_names_lose_titles_and_degrees(text: str, name: str) -> None:
    found = name_at(text, 0)
    assert found is not None
    assert (found.text, found.sure) == (name, True)


@pytest.mark.parametrize("text", ["Sample", "IAN MCSAMPLE", "of the Sample"])
def test_doubtful_names_are_not_sure(text: str) -> None:
    found = name_at(text, 0)
    assert found is None or not found.sure


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("REFERRAL\nPatient: Kim Sample", "person", "Kim Sample"),
        ("REFERRAL\nSample, Kim\nPATIENT NAME (LAST, FIRST)", "person", "Kim Sample"),
        ("REFERRAL\nKim Sample, DOB 03/16/1980", "person", "Kim Sample"),
        ("REFERRAL\nDOB: 03/16/1980", "birth_date", "1980-03-16"),
        ("REFERRAL\nRe: Kim Sample (born August 19, 1988)", "birth_date", "1988-08-19"),
        ("REFERRAL\nOrdering provider: Ada Sample, MD", "referrer", "Ada Sample"),
        ("EXPLANATION OF BENEFITS\nProvider: Sample Massage Studio", "therapist", "Sample Massage Studio"),
        ("Krankenkasse: BKK Muster\nVerordnung für die Behandlung", "insurer", "BKK Muster"),
    ],
)
def test_people_by_their_labels(text: str, name: str, value: str) -> None:
    assert prefilled(text, name) == [value]
