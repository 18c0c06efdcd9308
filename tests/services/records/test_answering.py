"""Answers, who said so, and the call are one write: it moves verdicts at once, one undo takes all back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.fakes.rows import snapshot
from vault.domain.coverage.verdict import Verdict
from vault.domain.errors import ExitCode, InvalidFieldError, UserError
from vault.domain.records.kinds import Record
from vault.domain.records.letters import Channel, Communication, Direction
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.values import Need
from vault.open_vault import OpenVault
from vault.services.records.answering import Answer, Call, answer

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def person(vault: OpenVault) -> str:
    return vault.records.add("person", {"name": "Sample Person"}).record.id


@pytest.fixture
def policy(vault: OpenVault, person: str) -> str:
    values = {"person": person, "insurer": "Sample Insurer", "member_id": "1", "start": "2026-01-01"}
    return vault.records.add("policy", values | {"requires_auth": "no", "filed_by": "clinic"}).record.id


@pytest.fixture
def call(person: str, policy: str) -> Call:
    return Call(policy, person, "Sample Agent", dt.date(2026, 3, 1), "C-77", "Sample Insurer")


def told(records: Sequence[tuple[Record, Sequence[str]]]) -> str:
    return "; ".join(f"{type(record).__name__} {','.join(names)}" for record, names in records)


def test_one_call_changes_policy_and_verdict_and_is_one_undo(
    vault: OpenVault, person: str, policy: str, call: Call
) -> None:
    vault.records.add(
        "visit", {"person": person, "date": "2026-02-02", "service": "massage", "provider": None}
    )
    before = snapshot(vault._database)
    (judged,) = vault.verdicts()
    assert [each.verdict for each in judged.verdicts] == [Verdict.UNKNOWN]
    limit = {"policy": policy, "services": ["massage"], "per": "calendar_year", "visits": 12}
    done = answer(
        vault.records,
        call,
        [
            Answer("policy", policy, {"requires_referral": "no"}),
            Answer("policy", policy, {"therapist_types": []}),
            Answer("benefit_limit", None, limit),
        ],
        told,
        TODAY,
    )
    (judged,) = vault.verdicts()
    assert [each.verdict for each in judged.verdicts] == [Verdict.SUPPORTED]
    _, said = vault.records.find(policy)
    assert isinstance(said, Policy)
    assert (said.requires_referral, said.said_by, said.said_on, said.call_reference) == (
        Need.NO,
        "Sample Agent",
        dt.date(2026, 3, 1),
        "C-77",
    )
    assert isinstance(done.records[1], BenefitLimit)
    _, spoken = vault.records.find(done.call)
    assert isinstance(spoken, Communication)
    assert spoken == replace(
        spoken,
        direction=Direction.SENT,
        channel=Channel.CALL,
        date=dt.date(2026, 3, 1),
        spoken_to="Sample Agent",
        call_reference="C-77",
        counterparty="Sample Insurer",
        policy=policy,
        summary="Policy requires_referral,therapist_types; BenefitLimit policy,services,per,visits",
    )
    vault.records.undo(done.changes)
    assert snapshot(vault._database) == before


def test_what_somebody_else_says_leaves_the_rule_sheet_alone(
    vault: OpenVault, policy: str, call: Call
) -> None:
    therapist = vault.records.add("provider", {"name": "Sample Therapist"}).record.id
    answer(vault.records, call, [Answer("provider", therapist, {"registered": "yes"})], told, TODAY)
    _, said = vault.records.find(policy)
    assert isinstance(said, Policy)
    assert (said.said_by, said.said_on) == (None, None)


@pytest.mark.parametrize(
    ("kind", "spoken_to", "code"),
    [("provider", "Sample Agent", "nothing_answered"), ("policy", " ", "nobody_spoken_to")],
)
def test_an_answer_says_something_and_comes_from_somebody(
    vault: OpenVault, policy: str, call: Call, kind: str, spoken_to: str, code: str
) -> None:
    before = snapshot(vault._database)
    answers = [Answer(kind, policy if kind == "policy" else None, {})]
    with pytest.raises(UserError) as caught:
        answer(vault.records, replace(call, spoken_to=spoken_to), answers, told, TODAY)
    assert (caught.value.code, caught.value.exit_code) == (code, ExitCode.INVALID_FIELD)
    assert snapshot(vault._database) == before


def test_one_wrong_answer_stores_nothing(vault: OpenVault, policy: str, call: Call) -> None:
    before = snapshot(vault._database)
    answers = [
        Answer("policy", policy, {"requires_referral": "no"}),
        Answer("benefit_limit", None, {"policy": policy, "services": ["massage"], "visits": 12}),
    ]
    with pytest.raises(InvalidFieldError) as caught:
        answer(vault.records, call, answers, told, TODAY)
    assert caught.value.values["field"] == "per"
    assert snapshot(vault._database) == before


def test_a_call_is_not_of_tomorrow(vault: OpenVault, policy: str, call: Call) -> None:
    answers = [Answer("policy", policy, {"requires_referral": "no"})]
    answer(vault.records, replace(call, on=TODAY), answers, told, TODAY)
    with pytest.raises(InvalidFieldError) as caught:
        answer(vault.records, replace(call, on=dt.date(2026, 3, 3)), answers, told, TODAY)
    assert (caught.value.values["field"], caught.value.values["reason"]) == ("date", "in_the_future")


def test_the_insurer_may_demand_nothing(vault: OpenVault, policy: str, call: Call) -> None:
    answer(vault.records, call, [Answer("policy", policy, {})], told, TODAY)
    _, said = vault.records.find(policy)
    assert isinstance(said, Policy)
    assert said.said_by == "Sample Agent"
