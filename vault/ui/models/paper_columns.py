"""The columns of referrals, authorizations and policies: whose they are, how long, how much is left."""

import datetime as dt

from vault.domain.coverage.verdict import Verdict
from vault.domain.query import SortKey
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Authorization, AuthorizationStatus, Referral, ReferralStatus
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import choice_word
from vault.services.wording.titles import title_of
from vault.services.wording.values import authorization_need
from vault.services.wording.verdicts import verdict_word
from vault.ui.models.columns import TableColumn, date_sample, widest
from vault.ui.models.facts import DASH, Facts, shown_verdict
from vault.ui.theme.tokens import Tone
from vault.ui.widgets.counter_words import left_words
from vault.ui.widgets.table_roles import VerdictCell
from vault.ui.widgets.verdict_shape import planned_word

Paper = Referral | Authorization | Policy
_OVER = frozenset({ReferralStatus.COMPLETED, ReferralStatus.REVOKED, ReferralStatus.REPLACED})
_LAST = dt.date.max.isoformat()


def referral_columns(say: Wording) -> tuple[TableColumn, ...]:
    """Return the columns of the referrals."""
    return (
        TableColumn("number", say.text("Number"), "RF-48213", _number, keys=(SortKey("number"),)),
        TableColumn(
            "written",
            say.text("Written"),
            date_sample(say),
            _written,
            keys=(SortKey("authored_on"),),
            tone=_quiet,
            hidden_when_narrow=True,
            gives_way=1,
        ),
        TableColumn(
            "doctor",
            say.text("Doctor"),
            "Elena Sample, MD",
            _doctor,
            keys=(SortKey("referrer.name"),),
            takes_rest=True,
            gives_way=3,
        ),
        _services_column(say),
        _left_column(say),
        _ends_column(say),
        _next_column(say),
    )


def authorization_columns(say: Wording) -> tuple[TableColumn, ...]:
    """Return the columns of the authorizations."""
    return (
        TableColumn("number", say.text("Number"), "SA-2207-B0", _number, keys=(SortKey("number"),)),
        TableColumn(
            "status",
            say.text("Status"),
            widest(choice_word(AuthorizationStatus, each, say) for each in AuthorizationStatus),
            _status,
            keys=(SortKey("status"),),
            tone=_status_tone,
            gives_way=5,
        ),
        TableColumn(
            "insurer",
            say.text("Insurer"),
            "Sample Health Plan",
            _insurer,
            keys=(SortKey("policy.insurer"),),
            tone=_quiet,
            takes_rest=True,
            gives_way=3,
        ),
        _services_column(say),
        _left_column(say),
        _ends_column(say),
        _next_column(say),
    )


def policy_columns(say: Wording) -> tuple[TableColumn, ...]:
    """Return the columns of the policies."""
    need = widest(_needs(say))
    return (
        TableColumn(
            "insurer",
            say.text("Insurer"),
            "Sample Health Plan",
            _name,
            keys=(SortKey("insurer"), SortKey("plan_name")),
            takes_rest=True,
        ),
        TableColumn("member", say.text("Member ID"), "SHP 0042 77190", _member, keys=(SortKey("member_id"),)),
        TableColumn(
            "referral",
            say.text("Referral needed"),
            need,
            _referral_need,
            keys=(SortKey("requires_referral"),),
            gives_way=3,
        ),
        TableColumn(
            "authorization",
            say.text("Authorization needed"),
            need,
            _authorization_need,
            keys=(SortKey("requires_auth"),),
            hidden_when_narrow=True,
            gives_way=2,
        ),
        TableColumn(
            "start",
            say.text("Begins"),
            date_sample(say),
            _begins,
            keys=(SortKey("start"),),
            tone=_quiet,
            hidden_when_narrow=True,
            gives_way=1,
        ),
        _ends_column(say),
    )


def _needs(say: Wording) -> tuple[str, ...]:
    """Return the answers to whether something is needed."""
    return tuple(authorization_need(each, say) for each in ("yes", "no", "unknown", "6"))


def _services_column(say: Wording) -> TableColumn:
    return TableColumn(
        "service",
        say.text("Service"),
        say.text("Physiotherapy"),
        _services,
        order=_services_order,
        tone=_quiet,
        hidden_when_narrow=True,
        gives_way=2,
    )


def _left_column(say: Wording) -> TableColumn:
    sample = say.text("{amount} left", amount="100")
    return TableColumn(
        "left", say.text("Visits left"), sample, _left, order=_left_order, tone=_left_tone, gives_way=4
    )


def _ends_column(say: Wording) -> TableColumn:
    sample = say.count(300, "in {n} day, {date}", "in {n} days, {date}", date=date_sample(say))
    return TableColumn("ends", say.text("Ends"), sample, _ends, order=_ends_order, tone=_ends_tone)


def _next_column(say: Wording) -> TableColumn:
    return TableColumn(
        "next",
        say.text("Next visit"),
        widest(verdict_word(each, say) for each in Verdict),
        _next,
        order=_next_order,
        verdict=_next_cell,
        spoken=_next_spoken,
        tone=_quiet,
    )


def last_day(row: Paper) -> dt.date | None:
    """Return the last day a paper is good for, as recorded."""
    return row.valid_until if isinstance(row, Referral) else row.end


def _number(row: Referral | Authorization, _facts: Facts) -> str:
    return row.number or DASH


def _written(row: Referral, facts: Facts) -> str:
    return DASH if row.authored_on is None else facts.say.short_date(row.authored_on)


def _doctor(row: Referral, facts: Facts) -> str:
    return facts.provider(row.referrer)


def _services(row: Referral | Authorization, facts: Facts) -> str:
    return facts.services(row.services)


def _services_order(record_id: str, facts: Facts) -> str:
    row = facts.records.get(Referral, record_id) or facts.records.get(Authorization, record_id)
    return "" if row is None else facts.services(row.services).casefold()


def _insurer(row: Authorization, facts: Facts) -> str:
    policy = facts.records.get(Policy, row.policy)
    return DASH if policy is None else policy.insurer


def _status(row: Authorization, facts: Facts) -> str:
    return choice_word(AuthorizationStatus, row.status, facts.say)


def _status_tone(row: Authorization, _facts: Facts) -> Tone:
    bad = row.status in (AuthorizationStatus.DENIED, AuthorizationStatus.WITHDRAWN)
    return Tone.NO if bad else Tone.TEXT


def _left(row: Referral | Authorization, facts: Facts) -> str:
    counter = facts.counters.get(row.id)
    over = isinstance(row, Referral) and row.status in _OVER
    return DASH if counter is None or over else left_words(counter, facts.say)


def _left_order(record_id: str, facts: Facts) -> tuple[bool, int]:
    counter = facts.counters.get(record_id)
    remaining = None if counter is None else counter.remaining
    return remaining is None, remaining or 0


def _left_tone(row: Referral | Authorization, facts: Facts) -> Tone:
    counter = facts.counters.get(row.id)
    over = counter is not None and counter.remaining is not None and counter.remaining < 0
    return Tone.NO if over else Tone.TEXT


def _ends(row: Paper, facts: Facts) -> str:
    say, end = facts.say, last_day(row)
    if isinstance(row, Referral) and row.status in _OVER:
        return choice_word(ReferralStatus, row.status, say)
    if end is None:
        return DASH
    days = (end - facts.today).days
    if days < 0:
        return say.count(-days, "{n} day ago, {date}", "{n} days ago, {date}", date=end)
    if days == 0:
        return say.text("today, {date}", date=end)
    return say.count(days, "in {n} day, {date}", "in {n} days, {date}", date=end)


def _ends_tone(row: Paper, facts: Facts) -> Tone:
    end = last_day(row)
    over = (end is not None and end < facts.today) or (isinstance(row, Referral) and row.status in _OVER)
    return Tone.TEXT2 if over else Tone.TEXT


def _ends_order(record_id: str, facts: Facts) -> str:
    records = facts.records
    row: Paper | None = (
        records.get(Referral, record_id)
        or records.get(Authorization, record_id)
        or records.get(Policy, record_id)
    )
    end = None if row is None else last_day(row)
    return _LAST if end is None else end.isoformat()


def _next(row: Referral | Authorization, facts: Facts) -> str:
    each = facts.upcoming.get(row.id)
    return facts.say.text("none planned") if each is None else verdict_word(shown_verdict(each), facts.say)


def _next_spoken(row: Referral | Authorization, facts: Facts) -> str:
    each = facts.upcoming.get(row.id)
    return _next(row, facts) if each is None else planned_word(shown_verdict(each), facts.say, planned=True)


def _next_cell(row: Referral | Authorization, facts: Facts) -> VerdictCell | None:
    each = facts.upcoming.get(row.id)
    return None if each is None else VerdictCell(shown_verdict(each), planned=True)


def _next_order(record_id: str, facts: Facts) -> int:
    each = facts.upcoming.get(record_id)
    return -1 if each is None else int(shown_verdict(each))


def _name(row: Policy, facts: Facts) -> str:
    return title_of(row, facts.say)


def _member(row: Policy, _facts: Facts) -> str:
    return row.member_id


def _referral_need(row: Policy, facts: Facts) -> str:
    return authorization_need(row.requires_referral, facts.say)


def _authorization_need(row: Policy, facts: Facts) -> str:
    return authorization_need(row.requires_auth, facts.say)


def _begins(row: Policy, facts: Facts) -> str:
    return facts.say.short_date(row.start)


def _quiet(_row: Paper, _facts: Facts) -> Tone:
    return Tone.TEXT2
