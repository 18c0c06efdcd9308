"""The lists of an overview as rows of words: papers in force with their counters, dates, policies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vault.domain.coverage.policy import held_on
from vault.domain.coverage.verdict import Counter, Judgment, Verdict
from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.record_set import RecordSet
from vault.domain.records.people import Provider
from vault.domain.records.policy import BenefitLimit, Policy
from vault.domain.records.referral import Authorization, AuthorizationStatus, Referral, ReferralStatus
from vault.domain.records.visit import Service
from vault.domain.today import TodayCode, TodayItem, next_visit
from vault.services.bundle.entries import Values
from vault.services.typeset.typesetter import Printable
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import choice_word
from vault.services.wording.counters import counter_amount
from vault.services.wording.titles import title_of
from vault.services.wording.today import days, what, why
from vault.services.wording.verdicts import hit_sentence, verdict_heading

_LONGEST, _LONGEST_SOURCE = 120, 260
_ASKED = frozenset(
    {
        AuthorizationStatus.TO_REQUEST,
        AuthorizationStatus.SUBMITTED,
        AuthorizationStatus.PENDING,
        AuthorizationStatus.APPROVED,
        AuthorizationStatus.PARTLY,
    }
)
_DATES = frozenset({TodayCode.DUE, TodayCode.FILE_CLAIMS, TodayCode.OWN_REMINDER})
_SHAPES = {
    Verdict.SUPPORTED: "supported",
    Verdict.AT_RISK: "risk",
    Verdict.UNKNOWN: "unknown",
    Verdict.NOT_SUPPORTED: "not",
    Verdict.NOT_COUNTED: "none",
}


def next_visit_words(records: RecordSet, judgment: Judgment, today: date, say: Wording) -> Values:
    """Return the next planned visit with what the papers say of it."""
    coming = next_visit(records, judgment.verdicts, today)
    if coming is None:
        return {
            "title": say.text("Your next visit"),
            "when": say.text("No visit is planned"),
            "shape": "none",
        }
    visit, finding = coming.visit, coming.verdict.forecast or coming.verdict.finding
    when = say.date(visit.date)
    parts = [records.get(Service, visit.service), records.get(Provider, visit.provider)]
    if finding.verdict is Verdict.SUPPORTED:
        held = (records.get(Referral, finding.referral), records.get(Authorization, finding.authorization))
        names = ", ".join(title_of(each, say) for each in held if each is not None)
        reason = (
            say.text("Shown by {papers}.", papers=names)
            if names
            else say.text("The policy asks for no other paper.")
        )
    else:
        reason = " ".join(hit_sentence(hit, say) for hit in finding.hits)
    return {
        "title": say.text("Your next visit"),
        "when": when if visit.time is None else say.text("{day} at {time}", day=when, time=visit.time),
        "facts": _clipped(", ".join(title_of(each, say) for each in parts if each is not None)),
        "shape": _SHAPES[finding.verdict],
        "verdict": verdict_heading(finding.verdict, say),
        "reason": _clipped(reason, _LONGEST_SOURCE),
    }


def overview_sections(
    records: RecordSet,
    judgment: Judgment,
    dates: tuple[Sequence[TodayItem], Sequence[DueDate]],
    today: date,
    say: Wording,
    rows: int,
) -> list[Printable]:
    """Return the lists in the order of the page, each with at most so many rows."""
    waiting, due = dates
    teller = _Teller(records, judgment, tuple(due), today, say, rows)
    return [
        teller.referrals(),
        teller.authorizations(),
        teller.limits(),
        teller.dates(waiting),
        teller.policies(),
    ]


@dataclass(frozen=True, slots=True)
class _Teller:
    """Makes the lists of one person."""

    records: RecordSet
    judgment: Judgment
    due: tuple[DueDate, ...]
    today: date
    say: Wording
    most: int

    def referrals(self) -> Values:
        """Return the referrals in force or to come, the one that ends first above."""
        say = self.say
        found = [
            (end, each)
            for each in self.records.all(Referral)
            if each.status is ReferralStatus.ACTIVE and self._lasts(end := self._end(each))
        ]
        found.sort(key=lambda pair: (pair[0] or date.max, pair[1].id))
        rows = [
            [
                _clipped(f"{title_of(each, say)}: {self._services(each.services)}"),
                say.date_range(each.valid_from or each.authored_on, end),
                *self._counted(each.id),
            ]
            for end, each in found
        ]
        return self._section(say.text("Referrals"), self._head(say.text("Ordered")), rows)

    def authorizations(self) -> Values:
        """Return the authorizations that are held or asked for."""
        say = self.say
        found = [
            each
            for each in self.records.all(Authorization)
            if each.status in _ASKED and self._lasts(each.end)
        ]
        found.sort(key=lambda each: (each.end or date.max, each.id))
        rows = []
        for each in found:
            status = choice_word(AuthorizationStatus, each.status, say)
            words = f"{title_of(each, say)}: {self._services(each.services)}"
            if each.status is not AuthorizationStatus.APPROVED:
                words = f"{words}, {status}"
            rows.append([_clipped(words), say.date_range(each.start, each.end), *self._counted(each.id)])
        return self._section(say.text("Authorizations"), self._head(say.text("Authorized")), rows)

    def limits(self) -> Values:
        """Return the limits of the policies in force."""
        policies = {each.id for each in self._policies()}
        rows = []
        for limit in self.records.all(BenefitLimit):
            if limit.policy not in policies:
                continue
            counter = self._counter(limit.id)
            period = choice_word(type(limit.per), limit.per, self.say)
            if counter is not None and counter.start is not None:
                period = self.say.date_range(counter.start, counter.end)
            rows.append([_clipped(self._services(limit.services)), period, *self._counted(limit.id)])
        head = self._head(self.say.text("Limit"), self.say.text("Period"))
        return self._section(self.say.text("Plan limits"), head, rows)

    def dates(self, waiting: Iterable[TodayItem]) -> Values:
        """Return what is due, soonest first, each with where the date comes from."""
        say, rows = self.say, []
        for item in sorted((each for each in waiting if each.code in _DATES), key=lambda each: each.day):
            when = days(item, (item.day - self.today).days, say)
            words, source = what(item, self.records, say), why(item, self.records, say)
            told = f"{words}. {source}" if source else words
            rows.append([say.date(item.day), when, _clipped(told, _LONGEST_SOURCE)])
        return self._section(say.text("Next dates"), [], rows, widths=(38, 30, 0), numbers=0)

    def policies(self) -> Values:
        """Return the policies in force today."""
        say, rows = self.say, []
        for policy in self._policies():
            member = say.text("Member ID {number}", number=_whole(policy.member_id))
            if policy.group is not None:
                member = f"{member}, {say.text('Group {number}', number=_whole(policy.group))}"
            rows.append([_clipped(title_of(policy, say)), member, say.date_range(policy.start, policy.end)])
        return self._section(say.text("Policies"), [], rows, widths=(0, 0, 54), numbers=0)

    def _section(
        self,
        title: str,
        head: list[str],
        rows: list[list[str]],
        *,
        widths: tuple[int, ...] = (0, 54, 20, 20, 16),
        numbers: int = 3,
    ) -> Values:
        """Return a list for the template: widths in mm, 0 shares the rest; the last columns are numbers."""
        more = len(rows) - self.most
        return {
            "title": title,
            "head": list(head),
            "widths": list(widths),
            "numbers": numbers,
            "rows": [list(row) for row in rows[: self.most]],
            "more": "" if more <= 0 else self.say.count(more, "and {n} more", "and {n} more"),
            "none": self.say.text("None"),
        }

    def _head(self, ordered: str, period: str = "") -> list[str]:
        say = self.say
        return ["", period or say.text("Valid"), ordered, say.text("Used"), say.text("Left")]

    def _counted(self, record: str) -> list[str]:
        """Return what a paper allows, what of it is used and what is left."""
        counter, say = self._counter(record), self.say
        if counter is None:
            return ["", "", ""]
        used = counter_amount(counter.used_elsewhere + counter.charged, counter, say)
        if counter.ordered is None or counter.remaining is None:
            return [say.text("no number given"), used, ""]
        left = counter_amount(counter.remaining, counter, say)
        return [counter_amount(counter.ordered, counter, say), used, left]

    def _counter(self, record: str) -> Counter | None:
        return next((each for each in self.judgment.counters if each.record == record), None)

    def _end(self, referral: Referral) -> date | None:
        """Return the last day, computed where the paper prints none."""
        computed = (
            each.due
            for each in self.due
            if each.kind is DueKind.REFERRAL_ENDS and each.subject == referral.id
        )
        return referral.valid_until or next(computed, None)

    def _lasts(self, end: date | None) -> bool:
        return end is None or end >= self.today

    def _policies(self) -> tuple[Policy, ...]:
        return held_on(self.records.all(Policy), self.today).policies

    def _services(self, ids: Sequence[str]) -> str:
        found = (self.records.get(Service, each) for each in ids)
        return ", ".join(title_of(each, self.say) for each in found if each is not None)


def _clipped(words: str, longest: int = _LONGEST) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _whole(number: str) -> str:
    """Keep a number printed in groups on one line."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")
