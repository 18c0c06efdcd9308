"""Fields while they are checked, in words and back, and what of them begins a referral."""

from dataclasses import replace
from datetime import date

import pytest

from vault.domain.record_set import RecordSet
from vault.domain.records.people import Person, Provider
from vault.services.documents.candidates.reading import FIELDS, FieldCandidate, FieldValue
from vault.services.wording.catalogue import Wording
from vault.ui.papers.checking import CheckedPaper, FieldState, checked_paper
from vault.ui.papers.field_words import LABELS, label_text, read_value, value_text
from vault.ui.papers.frequency import frequency_json, frequency_text, read_frequency
from vault.ui.papers.presets import referral_preset

TODAY = date(2026, 11, 23)


def candidate(
    name: str, value: FieldValue, *, sure: bool = True, at: float = 0.1, page: int = 1, weight: float = 0.9
) -> FieldCandidate:
    return FieldCandidate(name, value, str(value), weight, sure, page, (0.1, at, 0.4, at + 0.02))


def _states(paper: CheckedPaper) -> list[tuple[int, str, FieldState]]:
    return [(field.number, field.name, field.state) for field in paper.fields]


class TestFields:
    def test_they_are_numbered_as_they_stand_and_only_certain_ones_are_accepted(self) -> None:
        paper = checked_paper(
            "referral",
            [
                candidate("visits", 10, at=0.5),
                candidate("letter_date", "2026-11-20", at=0.2),
                candidate("person", "Nora Sample", sure=False, page=2),
                candidate("lang", "en"),
            ],
        )
        assert _states(paper) == [
            (1, "letter_date", FieldState.ACCEPTED),
            (2, "visits", FieldState.ACCEPTED),
            (3, "person", FieldState.TO_CHECK),
        ]

    def test_the_likeliest_of_a_name_is_shown_and_every_code(self) -> None:
        paper = checked_paper(
            "bill",
            [
                candidate("visits", 2, weight=0.5, at=0.1),
                candidate("visits", 12, weight=0.9, at=0.2),
                candidate("icd", "M54.5", at=0.3),
                candidate("icd", "G44.86", at=0.4),
                candidate("icd", "M54.5", at=0.5),
            ],
        )
        assert [field.value for field in paper.fields] == [12, "M54.5", "G44.86"]

    def test_the_next_to_check_goes_round(self) -> None:
        paper = checked_paper(
            None, [candidate("visits", 1, sure=False), candidate("auth", "A", sure=False, at=0.3)]
        )
        assert [paper.next_to_check(0), paper.next_to_check(1), paper.next_to_check(2)] == [1, 2, 1]
        for field in paper.fields:
            paper = paper.with_field(replace(field, state=FieldState.ABSENT))
        assert (paper.next_to_check(0), paper.to_check, paper.accepted()) == (None, 0, ())


class TestWords:
    def test_every_shown_field_has_a_label(self) -> None:
        assert set(FIELDS) - set(LABELS) == {"lang", "valid_to_printed"}

    @pytest.mark.parametrize(
        ("name", "value", "text"),
        [
            ("valid_to", "2027-04-03", "Apr 3, 2027"),
            ("valid_to", "soon", "soon"),
            ("billed", "USD 128.00", "$128.00"),
            ("billed", "lots", "lots"),
            ("frequency", "2/week", "2 a week"),
            ("frequency", "1/2weeks", "1 every 2 weeks"),
            ("frequency", "1-2/month", "1 to 2 a month"),
            ("frequency", "1-2/3months", "1–2 every 3 months"),
            ("frequency", "often", "often"),
            ("visits", 10, "10"),
        ],
    )
    def test_values(self, say: Wording, name: str, value: FieldValue, text: str) -> None:
        assert value_text(name, value, say) == text

    @pytest.mark.parametrize(
        ("name", "typed", "value"),
        [
            ("valid_to", "4/3/2027", "2027-04-03"),
            ("valid_to", "nonsense", None),
            ("visits", " 12 ", 12),
            ("visits", "0", None),
            ("visits", "ten", None),
            ("visits", "²", None),
            ("frequency", "2 a week", "2/week"),
            ("frequency", "1-2 x per month", "1-2/month"),
            ("frequency", "1 every 2 weeks", "1/2weeks"),
            ("frequency", "zwei", None),
            ("auth", "  A 1  ", "A 1"),
            ("auth", "   ", None),
        ],
    )
    def test_corrections(self, say: Wording, name: str, typed: str, value: FieldValue | None) -> None:
        assert read_value(name, typed, say, TODAY) == value

    def test_an_unknown_name_stays_itself(self, say: Wording) -> None:
        assert label_text("other", say) == "other"


class TestFrequency:
    @pytest.mark.parametrize(
        ("short", "values"),
        [
            ("2/week", {"n": 2, "per": "week"}),
            ("1-2/week", {"n": 2, "per": "week", "low": 1}),
            ("1/2weeks", {"n": 1, "per": "week", "every": 2}),
            ("daily", None),
        ],
    )
    def test_as_a_record_keeps_it(self, short: str, values: dict[str, object] | None) -> None:
        assert frequency_json(short) == values

    @pytest.mark.parametrize("short", ["2/week", "1-2/week", "1/2weeks", "3/month", "2/3months"])
    def test_words_are_read_back(self, say: Wording, short: str) -> None:
        assert read_frequency(frequency_text(short, say)) == short
        assert read_frequency(short) == short


class TestPreset:
    def test_only_what_was_accepted_begins_a_referral(self) -> None:
        records = RecordSet(
            [Person("p1", "Nora Sample"), Person("p2", "Finn Sample"), Provider("d1", "Elena Sample, MD")]
        )
        paper = checked_paper(
            "referral",
            [
                candidate("letter_date", "2026-11-20", at=0.1),
                candidate("valid_from", "2027-01-04", at=0.2),
                candidate("valid_to", "2027-04-03", at=0.3),
                candidate("visits", 10, sure=False, at=0.4),
                candidate("frequency", "1/week", at=0.5),
                candidate("icd", "M54.50", at=0.6),
                candidate("person", "Sample, Nora", at=0.7, sure=False),
                candidate("referrer", "Dr. Elena Sample", at=0.8),
                candidate("valid_to_printed", value=False),
            ],
        )
        assert referral_preset(paper, records, "p2") == {
            "authored_on": "2026-11-20",
            "valid_from": "2027-01-04",
            "valid_until": "2027-04-03",
            "valid_until_basis": "computed",
            "frequency": {"n": 1, "per": "week"},
            "diagnosis": ["M54.50"],
            "person": "p2",
            "referrer": "d1",
        }

    def test_the_paper_names_its_person(self) -> None:
        records = RecordSet([Person("p1", "Nora Sample"), Person("p2", "Finn Sample")])
        paper = checked_paper("referral", [candidate("person", "Mrs Nora B. Sample")])
        assert referral_preset(paper, records, "p2") == {"person": "p1"}

    def test_two_of_one_name_are_not_guessed(self) -> None:
        records = RecordSet([Person("p1", "Nora Sample"), Person("p2", "Nora Sample")])
        paper = checked_paper("referral", [candidate("person", "Nora Sample")])
        assert referral_preset(paper, records, None) == {}
