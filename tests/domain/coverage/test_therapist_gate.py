import pytest

from tests.fakes.coverage_records import PERSON, only_hit, policy, provider, rules_of, visit
from vault.domain.coverage.verdict import Verdict
from vault.domain.records.referral import Condition
from vault.domain.records.values import Need

VISIT = visit("v", "2026-03-02", provider="t")


@pytest.mark.parametrize(
    ("types", "on_visit", "verdict"),
    [
        (("LMT",), None, None),
        (("lmt",), "student", Verdict.NOT_SUPPORTED),
        (("student",), "lmt", None),
        (("student", "physio"), None, Verdict.NOT_SUPPORTED),
        ((), None, Verdict.UNKNOWN),
    ],
)
def test_t1_type(types: tuple[str, ...], on_visit: str | None, verdict: Verdict | None) -> None:
    rule_sheet = policy(therapist_types=("lmt", "md"))
    treated = visit("v", "2026-03-02", provider="t", provider_type=on_visit)
    if verdict is None:
        assert rules_of(rule_sheet, provider("t", types=types), treated) == {"v": []}
        return
    hit = only_hit(rule_sheet, provider("t", types=types), treated)
    assert (hit.rule, hit.verdict, hit.carc) == ("T1", verdict, "170")
    unknown = verdict is Verdict.UNKNOWN
    assert hit.fix == ("enter_therapist_type" if unknown else "choose_therapist")
    assert hit.missing == ("therapist_type" if unknown else None)


@pytest.mark.parametrize(
    ("registered", "verdict"), [(Need.NO, Verdict.NOT_SUPPORTED), (Need.UNKNOWN, Verdict.UNKNOWN)]
)
def test_t1_registration(registered: Need, verdict: Verdict) -> None:
    rule_sheet = policy(registration_required=True)
    hit = only_hit(rule_sheet, provider("t", registered=registered), VISIT)
    assert (hit.rule, hit.verdict, hit.carc) == ("T1", verdict, "185")
    assert rules_of(rule_sheet, provider("t", registered=Need.YES), VISIT) == {"v": []}


@pytest.mark.parametrize(
    ("networks", "verdict"), [(("other",), Verdict.NOT_SUPPORTED), ((), Verdict.UNKNOWN)]
)
def test_t1_network(networks: tuple[str, ...], verdict: Verdict) -> None:
    rule_sheet = policy(network="Blue")
    hit = only_hit(rule_sheet, provider("t", networks=networks), VISIT)
    assert (hit.rule, hit.verdict, hit.carc) == ("T1", verdict, "242")
    assert rules_of(rule_sheet, provider("t", networks=("other", "blue")), VISIT) == {"v": []}


def test_t1_nobody_known_is_unknown() -> None:
    hit = only_hit(policy(registration_required=True, network="Blue"), visit("v", "2026-03-02"))
    assert (hit.verdict, hit.carc, hit.value("provider")) == (Verdict.UNKNOWN, "185", None)


def test_t1_names_the_worst() -> None:
    rule_sheet = policy(therapist_types=("lmt",), registration_required=True, network="Blue")
    hit = only_hit(rule_sheet, provider("t", registered=Need.NO, networks=("other",)), VISIT)
    assert (hit.verdict, hit.carc) == (Verdict.NOT_SUPPORTED, "185")


@pytest.mark.parametrize(
    ("words", "code", "rules"),
    [
        ("Low  back pain", None, []),
        ("back", "M54.50", []),
        ("back", "m54.5", []),
        ("back", "M54", ["T2:167"]),
        ("stress", None, ["T2:167"]),
    ],
)
def test_t2_by_words_or_code(words: str, code: str | None, rules: list[str]) -> None:
    rule_sheet = policy(conditions=("low back pain", "M54.5"))
    condition = Condition("c", PERSON, words, code=code)
    assert rules_of(rule_sheet, condition, visit("v", "2026-03-02", condition="c")) == {"v": rules}


def test_t2_needs_a_condition_and_a_list() -> None:
    condition = Condition("c", PERSON, "stress")
    assert rules_of(policy(), condition, visit("v", "2026-03-02", condition="c")) == {"v": []}
    assert rules_of(policy(conditions=("neck pain",)), visit("v", "2026-03-02")) == {"v": []}
