from datetime import date

from vault.domain.coverage.verdict import Counter, CountUnit, Finding, Judgment, Verdict, VisitVerdict
from vault.domain.deadlines.charged import paper_uses
from vault.domain.deadlines.situation import PaperUse
from vault.domain.record_set import RecordSet
from vault.domain.records.visit import Visit


def _visit(visit_id: str, day: int) -> Visit:
    return Visit(visit_id, "p", date(2026, 11, day), None, "massage")


def _verdict(visit: str, referral: str | None, authorization: str | None = None) -> VisitVerdict:
    return VisitVerdict(visit, Finding(Verdict.SUPPORTED, referral=referral, authorization=authorization))


def _counter(kind: str, record: str, charged: int, remaining: int | None) -> Counter:
    return Counter(kind, record, CountUnit.VISIT, None, 0, charged, remaining, 0)


def test_each_paper_has_what_was_charged_and_its_first_day() -> None:
    records = RecordSet([_visit("a", 9), _visit("b", 2), _visit("c", 16), _visit("d", 1)])
    judgment = Judgment(
        (
            _verdict("a", "ref", "auth"),
            _verdict("b", "ref"),
            _verdict("c", "other", "auth"),
            _verdict("d", None),
        ),
        (
            _counter("referral", "ref", 2, 1),
            _counter("referral", "other", 1, 0),
            _counter("referral", "unused", 0, None),
            _counter("authorization", "auth", 8, -1),
            _counter("benefit_limit", "limit", 3, 5),
        ),
    )
    days = {day: date(2026, 11, day) for day in (2, 9, 16)}
    assert paper_uses(judgment, records) == {
        "ref": PaperUse(2, days[2], days=(days[2], days[9]), remaining=1),
        "other": PaperUse(1, days[16], is_spent=True, days=(days[16],), remaining=0),
        "unused": PaperUse(0),
        "auth": PaperUse(8, days[9], is_spent=True, days=(days[9], days[16]), remaining=-1),
        "limit": PaperUse(3, remaining=5),
    }


def test_visits_to_come_stand_beside_those_charged() -> None:
    records = RecordSet([_visit("a", 9), _visit("b", 23), _visit("c", 30)])
    judgment = Judgment(
        (
            _verdict("a", "ref", "auth"),
            VisitVerdict("c", Finding(Verdict.NOT_COUNTED), Finding(Verdict.SUPPORTED, referral="ref")),
            VisitVerdict("b", Finding(Verdict.NOT_COUNTED), Finding(Verdict.SUPPORTED, referral="ref")),
        ),
        (_counter("referral", "ref", 1, 4), _counter("authorization", "auth", 1, None)),
    )
    uses = paper_uses(judgment, records)
    assert uses["ref"].planned == (date(2026, 11, 23), date(2026, 11, 30))
    assert (uses["auth"].planned, uses["auth"].last) == ((), date(2026, 11, 9))
    assert PaperUse(1, date(2026, 1, 1)).last == date(2026, 1, 1)
