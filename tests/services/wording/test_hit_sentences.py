"""Each case of each coverage rule says one whole sentence in both languages, whatever is not known."""

import ast
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from vault.domain.coverage.verdict import Hit, Value, Verdict
from vault.services.wording.catalogue import Wording
from vault.services.wording.fixes import FIXES
from vault.services.wording.rules import BILL_LACKS, LACKS, NAMELESS, SENTENCES
from vault.services.wording.verdicts import (
    hit_fix,
    hit_sentence,
    sentence_key,
    verdict_heading,
    verdict_word,
)

COVERAGE = Path(__file__).resolve().parents[3] / "vault" / "domain" / "coverage"
DAY, LATER = dt.date(2026, 11, 23), dt.date(2026, 12, 24)
CALLED: dict[str, Value] = {
    "service": "Massage",
    "insurer": "Northwind",
    "other_insurer": "Southwind",
    "provider": "Sample Therapist",
    "referrer": "Sample Doctor",
    "condition": "Backache",
    "named": "Another Therapist",
}
PAPER: dict[str, Value] = {"referral_number": None, "authored_on": DAY}
AMOUNT: dict[str, Value] = {"ordered": 12, "used_elsewhere": 2, "charged": 10, "needed": 1}
MONEY: dict[str, Value] = {"unit": "money", "currency": "USD"}


@dataclass(frozen=True)
class Row:
    """A hit in short: the case its sentence is for, its code, what is missing, its fix, its values."""

    key: str
    carc: str | None = None
    missing: str | None = None
    fix: str = "none"
    values: tuple[tuple[str, Value], ...] = ()

    def hit(self) -> Hit:
        values = (("date", DAY), *self.values)
        return Hit(self.key.partition(":")[0], Verdict.AT_RISK, self.carc, values, (), self.missing, self.fix)


def _row(
    key: str,
    carc: str | None = None,
    missing: str | None = None,
    fix: str = "none",
    /,
    **values: Value,
) -> Row:
    return Row(key, carc, missing, fix, tuple(values.items()))


def _called(*names: str) -> dict[str, Value]:
    return {name: CALLED[name] for name in names}


def _limit(rule: str, code: str) -> list[Row]:
    per: dict[str, Value] = {
        "per": "calendar_year",
        "start": dt.date(2026, 1, 1),
        "end": dt.date(2026, 12, 31),
    }
    some: dict[str, Value] = {**AMOUNT, "needed": 3}
    return [
        _row(rule, code, None, "ask_insurer", **AMOUNT, **per, left=0, unit="visit", currency=None),
        _row(rule, code, None, "ask_insurer", **AMOUNT, **per, left=-1, unit="visit", currency=None),
        _row(
            rule,
            code,
            None,
            "ask_insurer",
            **AMOUNT,
            per="episode",
            start=None,
            end=None,
            left=0,
            unit="minute",
        ),
        _row(rule, code, None, "ask_insurer", **AMOUNT, per="x", start=DAY, end=None, left=0, **MONEY),
        _row(f"{rule}:short", code, None, "ask_insurer", **some, **per, left=1, unit="unit15", currency=None),
        _row(f"{rule}:short", code, None, "ask_insurer", **some, **per, left=2, **MONEY),
        _row(
            f"{rule}:unknown",
            None,
            "units",
            "enter_units",
            **{**AMOUNT, "needed": None},
            **per,
            left=1,
            unit="unit15",
        ),
    ]


ROWS = [
    _row("C0:planned", status="planned"),
    _row("C0:past", None, None, "say_whether_it_took_place", status="planned"),
    _row("C0:no_show", status="no_show"),
    _row("C0:cancelled", status="cancelled"),
    _row("P1:none", "26", "policy", "enter_policy", reason="before", start=None, end=None),
    _row("P1:before", "26", "policy", "enter_policy", reason="before", start=LATER, end=None),
    _row("P1:after", "27", "policy", "enter_policy", reason="after", start=None, end=DAY),
    _row("P1:lapse", "200", "policy", "enter_policy", reason="lapse", start=LATER, end=DAY),
    _row("P2", "22", "policy_order", "set_policy_order", **_called("insurer", "other_insurer")),
    _row("P3", "204", None, "ask_insurer", **_called("service", "insurer")),
    _row("P4:work", "19", None, "send_to_other_insurer", cause="work", **_called("insurer")),
    _row("P4:auto", "21", None, "send_to_other_insurer", cause="auto", **_called("insurer")),
    _row("P4:liability", "20", None, "send_to_other_insurer", cause="liability", **_called("insurer")),
    _row("R1", None, "referral_need", "ask_insurer", **_called("service", "insurer")),
    _row("R2", "288", "referral", "get_referral", **_called("service", "insurer")),
    _row("R3", "174", None, "correct_referral", **PAPER),
    _row("R4", "174", None, "correct_referral", **PAPER, valid_from=LATER),
    _row("R5", "176", None, "renew_referral", **PAPER, valid_until=DAY),
    _row("R6", "176", None, "renew_referral", **PAPER, start_by=DAY),
    _row("R7", "176", "gap_reason", "give_gap_reason", **PAPER, last=DAY, days=15, max_gap=14),
    _row("R7j", "176", None, "confirm_gap", **PAPER, last=DAY, days=15, max_gap=14, gap_reason="Away"),
    _row("R8", "287", None, "renew_referral", **PAPER, ordered=10, used_elsewhere=0, charged=10),
    _row("R9:week", "151", None, "correct_frequency", **PAPER, count=3, n=2, every=1, per="week"),
    _row("R9:weeks", "151", None, "correct_frequency", **PAPER, count=3, n=2, every=2, per="week"),
    _row("R9:month", "151", None, "correct_frequency", **PAPER, count=3, n=2, every=1, per="month"),
    _row("R9:months", "151", None, "correct_frequency", **PAPER, count=3, n=2, every=2, per="month"),
    _row("R10s", "243", "referral", "get_referral", **PAPER, **_called("service")),
    _row("R10p", "243", None, "correct_referral", **PAPER, **_called("named", "provider")),
    *(_row("R11", "175", lacks, "complete_referral", **PAPER, lacks=lacks) for lacks in LACKS),
    _row("R11", "175", "diagnosis", "complete_referral", **PAPER, lacks=", ".join(LACKS)),
    _row("R11:206", "206", "npi", "enter_npi", **PAPER, **_called("referrer")),
    _row("R11:207", "207", None, "check_npi", **PAPER, **_called("referrer"), npi="1234567890"),
    _row("R12", "11", None, "correct_diagnosis", **PAPER, diagnosis="M54.5"),
    _row("R13", "183", None, "ask_insurer", types="DC", accepted="MD, DO", **_called("referrer", "insurer")),
    _row("R14", "252", "referral_scan", "attach_scan", **PAPER),
    _row("R15", "176", "valid_until", "renew_referral", **PAPER),
    _row("T1:170", "170", None, "choose_therapist", **_called("provider"), demanded="PT, OT", found="LMT"),
    _row(
        "T1:170:unknown",
        "170",
        "therapist_type",
        "enter_therapist_type",
        provider="X",
        demanded="PT",
        found=None,
    ),
    _row("T1:185", "185", None, "choose_therapist", **_called("provider"), demanded=None, found=None),
    _row(
        "T1:185:unknown", "185", "registration", "enter_registration", provider="X", demanded=None, found=None
    ),
    _row("T1:242", "242", None, "choose_therapist", **_called("provider"), demanded="Blue", found="Red"),
    _row("T1:242:unknown", "242", "network", "enter_network", provider="X", demanded="Blue", found=None),
    _row("T2", "167", None, "ask_insurer", accepted="Neck pain", **_called("condition", "insurer")),
    _row("A0", None, "authorization_need", "ask_insurer", **_called("service", "insurer")),
    _row("A1:197", "197", "authorization", "request_authorization", **_called("service", "insurer")),
    _row("A1:39:denied", "39", "authorization", "appeal", status="denied", **_called("service", "insurer")),
    _row(
        "A1:39:withdrawn",
        "39",
        "authorization",
        "appeal",
        status="withdrawn",
        **_called("service", "insurer"),
    ),
    _row("A2:open", "210", "authorization", "request_authorization", first_visit=DAY, until=LATER),
    _row("A2:missed", "210", "authorization", "request_authorization_late", first_visit=DAY, until=DAY),
    _row("A3:302", "302", None, "extend_authorization", authorization_number="A1", start=None, end=DAY),
    _row(
        "A3:302:expired", "302", None, "extend_authorization", authorization_number=None, start=DAY, end=None
    ),
    _row("A3:197", "197", None, "extend_authorization", authorization_number="A1", start=LATER, end=None),
    *(
        _row("A4", "198", None, "extend_authorization", **AMOUNT, unit=each)
        for each in ("visit", "unit15", "minute")
    ),
    _row("A4:unknown", None, "minutes", "enter_minutes", **{**AMOUNT, "needed": None}, unit="minute"),
    _row("A4:unknown", None, "charge", "enter_charge", **{**AMOUNT, "needed": None}, unit="unit15"),
    _row("A5:284", "284", "authorization", "request_authorization", **_called("service")),
    _row("A5:296", "296", None, "correct_authorization", **_called("named", "provider")),
    _row("A5:16", "16", "authorization_number", "enter_authorization_number", **_called("service")),
    _row("A6", None, None, "await_decision", authorization_number=None, requested_on=None),
    _row("A7", ordinal=2, exempt=6, **_called("service")),
    *_limit("B1", "119"),
    *_limit("B2", "149"),
    _row("B3:B14", "B14", None, "check_duplicate", **_called("service"), count=2),
    _row("B3:119", "119", None, "check_units", **_called("service"), units=6, cap=4),
    _row("F1", "29", None, "ask_late_filing", due=DAY, filed_on=None),
    _row("F1:late", "29", None, "ask_late_filing", due=DAY, filed_on=LATER),
    _row("F1w", "29", "claim", "file_claim", due=LATER, days=1),
    _row("F1w", "29", "claim", "file_claim", due=LATER, days=30),
    _row("F1w:today", "29", "claim", "file_claim", due=DAY, days=0),
    _row("F2", "16", "itemized_bill", "ask_for_bill", **_called("provider")),
    _row("F2r:card_slip", None, "itemized_bill", "ask_for_bill", **_called("provider"), form="card_slip"),
    _row("F2r:check", None, "itemized_bill", "ask_for_bill", **_called("provider"), form="check"),
    _row("F2r:self_made", None, "itemized_bill", "ask_for_bill", **_called("provider"), form="self_made"),
    *(_row("F3", "16", lacks, "complete_bill", lacks=lacks, **_called("provider")) for lacks in BILL_LACKS),
    _row("F4:151", "151", "progress_report", "get_progress_report", due=DAY),
    _row("F4:252", "252", "progress_report", "get_progress_report", due=DAY, reference="S-1"),
    _row("F5", "227", "request_answer", "answer_request", due=DAY, reference=None),
    _row("F6", "18", None, "check_duplicate", **_called("service"), claim_number="S-2"),
    _row("F7", "50", None, "appeal_next_level", code="50", claim_number=None, appeal="lost"),
    _row("F7:none", None, None, "appeal", code=None, claim_number=None, appeal=None),
]


def _nameless(hit: Hit) -> Hit:
    return replace(
        hit, values=tuple((name, None if name in NAMELESS else value) for name, value in hit.values)
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_a_hit_says_one_whole_sentence(row: Row, say: Wording, finished: Callable[[str], bool]) -> None:
    assert sentence_key(row.hit()) == row.key
    assert finished(hit_sentence(row.hit(), say))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_names_that_are_not_known_leave_no_gap(
    row: Row, say: Wording, finished: Callable[[str], bool]
) -> None:
    assert finished(hit_sentence(_nameless(row.hit()), say))


def test_no_case_is_without_a_hit() -> None:
    assert {row.key for row in ROWS} == SENTENCES.keys()


def test_names_stand_as_they_were_entered(english: Wording, german: Wording) -> None:
    hit = _row("P3", "204", None, "ask_insurer", service="massage", insurer="eSample").hit()
    assert hit_sentence(hit, english) == "eSample excludes massage."
    assert hit_sentence(_nameless(hit), english) == "The insurer excludes this service."
    assert hit_sentence(hit, german) == "Von eSample ausgeschlossen: massage."


def test_services_that_are_shipped_have_a_name_in_each_language(english: Wording, german: Wording) -> None:
    hit = _row("A5:284", "284", service="Physiotherapy").hit()
    assert hit_sentence(hit, english) == "No authorization on file is for Physiotherapy."
    assert hit_sentence(hit, german) == "Keine vorliegende Genehmigung ist für Physiotherapie."


@pytest.mark.parametrize(
    ("row", "in_english", "in_german"),
    [
        (
            _row("R5", "176", valid_until=LATER),
            "The referral ended on Dec 24, 2026, before the visit of Nov 23, 2026.",
            "Die Verordnung endete am 24. Dez. 2026, vor dem Termin am 23. Nov. 2026.",
        ),
        (
            _row("A4", "198", ordered=4, used_elsewhere=1, charged=2, needed=3, unit="unit15"),
            (
                "Authorized: 4 units of 15 minutes. Left: 1 unit of 15 minutes. "
                "This visit needs: 3 units of 15 minutes."
            ),
            (
                "Genehmigt: 4 Einheiten zu 15 Minuten. Noch frei: 1 Einheit zu 15 Minuten. "
                "Dieser Termin braucht: 3 Einheiten zu 15 Minuten."
            ),
        ),
        (
            _row("B1", "119", **AMOUNT, left=0, unit="visit", start=DAY, end=LATER),
            "The plan's limit (12 visits, Nov 23, 2026 to Dec 24, 2026) is used up.",
            "Die Vertragsgrenze (12 Termine, 23. Nov. 2026 bis 24. Dez. 2026) ist erreicht.",
        ),
        (
            _row("B2", "149", ordered=50_000, needed=6_000, left=2_550, unit="money", currency="USD"),
            "The plan's lifetime limit ($500.00) is nearly used up. Left: $25.50. This visit needs: $60.00.",
            (
                "Die lebenslange Vertragsgrenze (500,00\N{NO-BREAK SPACE}$) ist fast erreicht. "
                "Noch frei: 25,50\N{NO-BREAK SPACE}$. Dieser Termin braucht: 60,00\N{NO-BREAK SPACE}$."
            ),
        ),
        (
            _row("R11", "175", lacks="signature, date"),
            "Missing on the referral: the signature, the date.",
            "Auf der Verordnung fehlt: die Unterschrift, das Datum.",
        ),
        (
            _row("F1w", "29", due=LATER, days=1),
            "The claim is not filed yet; the last day is Dec 24, 2026 (1 day left).",
            "Die Einreichung ist noch nicht abgeschickt; der letzte Tag ist 24. Dez. 2026 (noch 1 Tag).",
        ),
    ],
)
def test_dates_amounts_and_lists_are_written_out(
    row: Row, in_english: str, in_german: str, english: Wording, german: Wording
) -> None:
    assert (hit_sentence(row.hit(), english), hit_sentence(row.hit(), german)) == (in_english, in_german)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_what_fixes_a_hit_is_a_deed(row: Row, say: Wording, finished: Callable[[str], bool]) -> None:
    fix = hit_fix(row.hit(), say)
    assert fix == "" if row.fix == "none" else finished(fix)


def test_every_fix_and_rule_of_the_gates_has_words() -> None:
    literals = {
        node.value
        for path in COVERAGE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    rules = {each for each in literals if re.fullmatch(r"[CPRTABF]\d{1,2}[a-z]?", each)}
    assert rules - {"B14"} == {key.partition(":")[0] for key in SENTENCES}
    assert {row.fix for row in ROWS} == {*FIXES, "none"}
    assert {each for each in FIXES if not each.startswith("enter_")} <= literals


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_has_a_word_and_a_heading(verdict: Verdict, say: Wording) -> None:
    assert verdict_word(verdict, say)[0].isupper()
    assert verdict_heading(verdict, say)[0].isupper()


def test_no_sentence_decides_for_the_insurer(english: Wording) -> None:
    assert verdict_heading(Verdict.SUPPORTED, english) == "Your papers support this visit"
    said = " ".join([*SENTENCES.values(), *FIXES.values()]).lower()
    assert re.search(r"\b(covered|entitled|guaranteed|will pay|will be paid)\b", said) is None
