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
    assert paper_uses(judgment, records) == {
        "ref": PaperUse(2, date(2026, 11, 2)),
        "other": PaperUse(1, date(2026, 11, 16), is_spent=True),
        "unused": PaperUse(0),
        "auth": PaperUse(8, date(2026, 11, 9), is_spent=True),
    }
