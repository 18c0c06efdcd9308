import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from vault.domain.coverage.verdict import Verdict
from vault.domain.errors import ExitCode, UserError
from vault.domain.records.fields import references_of
from vault.domain.records.kinds import KINDS, kind_of
from vault.domain.records.papers import Document, DocumentKind
from vault.domain.records.referral import Authorization, Referral
from vault.domain.records.validation import validate
from vault.domain.records.visit import Service, Visit
from vault.services.interchange.cases import Case, judge_cases, read_cases, records_of

FILES = Path(__file__).parents[2] / "files"
CASES = [
    case
    for name in ("coverage_cases.json", "coverage_cases_more.json")
    for case in read_cases((FILES / name).read_text("utf-8"))
]
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "coverage_cases.json"


def one(**case: Any) -> str:
    return json.dumps([{"name": "sample", **case}])


def visits_of(**visit: Any) -> str:
    policy = {"id": "p", "start": "2026-01-01"}
    return one(policies=[policy], visits=[{"id": "a", "date": "2026-02-03", **visit}])


def policy_of(**policy: Any) -> str:
    return one(policies=[{"id": "p", "start": "2026-01-01", **policy}])


@pytest.mark.parametrize("name", ["coverage_cases.json", "coverage_cases_more.json"])
def test_every_case_is_judged_as_it_expects(name: str) -> None:
    results = judge_cases((FILES / name).read_text("utf-8"))
    assert {each.name: each.differences for each in results if each.differences != ()} == {}
    assert len(results) > 30


@pytest.mark.parametrize("path", [SHARED] if SHARED.exists() else [])
def test_the_shared_cases_are_the_ones_kept_here(path: Path) -> None:
    assert json.loads(path.read_text("utf-8")) == json.loads(
        (FILES / "coverage_cases.json").read_text("utf-8")
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_records_of_a_case_can_be_stored(case: Case) -> None:
    records = records_of(case)
    known = {(kind_of(each), each.id) for each in records}
    assert len(known) == len(records)
    for each in records:
        validate(each, case.today)
        for path, kind, target in references_of(each):
            assert (kind, target) in known, (kind_of(each), path)
    assert {type(each) for each in records} <= set(KINDS.values())
    blobs = [each.sha256 for each in records if isinstance(each, Document)]
    assert len(blobs) == len(set(blobs))


def test_a_case_without_expect_has_no_differences() -> None:
    (result,) = judge_cases(visits_of())
    assert result.differences is None
    assert [each.verdict for each in result.verdicts] == [Verdict.NOT_SUPPORTED]


def test_a_difference_shows_both_outcomes() -> None:
    text = json.loads(visits_of())
    text[0]["expect"] = {"a": ["SUPPORTED", []]}
    (result,) = judge_cases(json.dumps(text))
    assert result.differences is not None
    (difference,) = result.differences
    assert (difference.expected.verdict, difference.expected.rules) == (Verdict.SUPPORTED, ())
    assert (difference.found.verdict, difference.found.rules) == (Verdict.NOT_SUPPORTED, ("R2:288",))


def test_ids_and_defaults_are_kept() -> None:
    text = one(
        policies=[{"id": "p", "start": "2026-01-01", "requires_auth": "6"}],
        referrals=[{"id": "r", "authored_on": "2026-01-02", "diagnosis": "M54.5", "referrer": "Dr Sample"}],
        auths=[{"id": "x", "status": "not needed", "services": ["Lymph drainage"]}],
        visits=[
            {"id": "v", "date": "2026-02-03", "service": "Lymph drainage", "denied": 50, "why": "sample"}
        ],
    )
    records = records_of(read_cases(text)[0])
    (referral,) = (each for each in records if isinstance(each, Referral))
    (authorization,) = (each for each in records if isinstance(each, Authorization))
    (visit,) = (each for each in records if isinstance(each, Visit))
    assert (referral.diagnosis, referral.referrer, referral.visits_missing) == (
        ("M54.5",),
        "Dr Sample",
        False,
    )
    assert (authorization.number, authorization.services) == ("SAMPLE-x", ("lymph_drainage",))
    assert (visit.id, visit.service) == ("v", "lymph_drainage")
    assert Service("lymph_drainage", "Lymph drainage") in records
    assert [each.kind for each in records if isinstance(each, Document)] == [
        DocumentKind.REFERRAL,
        DocumentKind.ITEMIZED_BILL,
    ]


def test_a_paper_that_names_no_service_is_for_none() -> None:
    policy = {"id": "p", "start": "2026-01-01"}
    referral = {"id": "r", "authored_on": "2026-01-02", "services": None}
    visit = {"id": "v", "date": "2026-02-03"}
    expect = {"v": ["NOT_SUPPORTED", ["R10s:243"]]}
    (result,) = judge_cases(one(policies=[policy], referrals=[referral], visits=[visit], expect=expect))
    assert result.differences == ()


def test_a_benefit_without_a_number_is_no_limit() -> None:
    policy = {"id": "p", "start": "2026-01-01", "requires_referral": "no", "requires_auth": 0}
    policy["benefits"] = [{"per": "lifetime"}]
    expect = {"v": ["NOT_SUPPORTED", ["A1:197"]]}
    text = one(policies=[policy], visits=[{"id": "v", "date": "2026-02-03"}], expect=expect)
    assert judge_cases(text)[0].differences == ()


@pytest.mark.parametrize("denied", [None, False])
def test_a_visit_that_no_eob_denied(denied: bool | None) -> None:
    policy = {"id": "p", "start": "2026-01-01", "requires_referral": "no"}
    visit = {"id": "v", "date": "2026-02-03", "denied": denied}
    expect = {"v": ["SUPPORTED", []]}
    assert judge_cases(one(policies=[policy], visits=[visit], expect=expect))[0].differences == ()


def test_a_frequency_over_several_weeks() -> None:
    frequency = {"n": 1, "per": "week", "every": 2, "low": 1}
    text = one(
        policies=[{"id": "p", "start": "2026-01-01"}],
        referrals=[{"id": "r", "authored_on": "2026-01-02", "frequency": frequency}],
        visits=[{"id": "a", "date": "2026-02-02"}, {"id": "b", "date": "2026-02-15"}],
        expect={"a": ["SUPPORTED", []], "b": ["AT_RISK", ["R9:151"]]},
    )
    assert judge_cases(text)[0].differences == ()


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        ("{", "", "not_json"),
        ("[" * 100_000, "", "not_json"),
        ("{}", "", "not_a_list"),
        ("[1]", "[0]", "not_an_object"),
        ("[{}]", "[0].name", "required"),
        (one(visits={}), "visits", "not_a_list"),
        (one(visits=[1]), "visits[0]", "not_an_object"),
        (one(visits=[{"date": "2026-02-03"}]), "visits[0].id", "required"),
        (one(visits=[{"id": "a"}]), "visits[0].date", "required"),
        (one(policies=[{"id": "p"}]), "policies[0].start", "required"),
        (one(policies=[{"id": "p", "start": "2026-01-01"}] * 2), "policies[1].id", "already_used"),
        (visits_of(date="3 March"), "visits[0].date", "not_a_date"),
        (visits_of(date="2026-02-30"), "visits[0].date", "not_a_date"),
        (visits_of(date=20260203), "visits[0].date", "not_a_date"),
        (visits_of(time="8 am"), "visits[0].time", "not_a_time"),
        (visits_of(units=-1), "visits[0].units", "not_a_count"),
        (visits_of(units=True), "visits[0].units", "not_a_count"),
        (visits_of(status="gone"), "visits[0].status", "not_a_choice"),
        (visits_of(status=1), "visits[0].status", "not_a_choice"),
        (visits_of(service=1), "visits[0].service", "not_a_text"),
        (visits_of(service=" "), "visits[0].service", "not_a_text"),
        (visits_of(docs="bill"), "visits[0].docs", "not_a_list_of_texts"),
        (visits_of(docs=[1]), "visits[0].docs", "not_a_list_of_texts"),
        (visits_of(referral="r"), "visits[0].referral", "unknown_reference"),
        (visits_of(filed=1), "visits[0].filed", "not_a_date"),
        (policy_of(requires_auth="perhaps"), "policies[0].requires_auth", "not_a_choice"),
        (policy_of(benefits=[{"visits": 1}]), "policies[0].benefits[0].per", "required"),
        (one(referrals=[{"id": "r", "frequency": 2}]), "referrals[0].frequency", "not_an_object"),
        (one(referrals=[{"id": "r", "frequency": {"per": "week"}}]), "referrals[0].frequency.n", "required"),
        (one(referrals=[{"id": "r", "frequency": {"n": 2}}]), "referrals[0].frequency.per", "required"),
        (one(expect=[]), "expect", "not_an_object"),
        (one(expect={"a": ["FINE", []]}), "expect.a", "not_an_outcome"),
        (one(expect={"a": "SUPPORTED"}), "expect.a", "not_an_outcome"),
        (one(expect={"a": ["SUPPORTED", []]}), "expect.a", "unknown_reference"),
    ],
)  # fmt: skip
def test_a_bad_case_is_named(text: str, path: str, reason: str) -> None:
    with pytest.raises(UserError) as caught:
        judge_cases(text)
    assert caught.value.exit_code is ExitCode.CASE_INVALID
    assert (caught.value.code, caught.value.values["path"], caught.value.values["reason"]) == (
        "case_invalid",
        path,
        reason,
    )


def test_fields_the_format_does_not_name_are_passed_over_and_told() -> None:
    case = one(sample=1, why="a comment", visits=[{"id": "a", "date": "2026-02-03", "dat": 1}])
    assert judge_cases(case)[0].ignored == ("sample", "visits[0].dat")


def test_what_can_only_mean_one_thing_is_understood() -> None:
    text = visits_of(gap_reason=True, time="8:00", condition="")
    case = json.loads(text)
    case[0]["policies"] = [{"id": "p", "start": "2026-01-01", "benefits": None, "requires_referral": "no"}]
    (result,) = judge_cases(json.dumps(case))
    (visit,) = [record for record in result.records if isinstance(record, Visit)]
    assert (visit.gap_reason, visit.time, visit.condition) == ("yes", dt.time(8), None)
