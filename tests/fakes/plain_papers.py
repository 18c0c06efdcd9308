"""The plain second reading of which referral and authorization a visit is charged to (see plain_judge).

Every function implements the sentence of the rules that it quotes, as slowly as it likes.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple

Record = dict[str, Any]

FITS = 99
"""How far a paper gets that no gate stops."""


class Hit(NamedTuple):
    """A rule a visit ran into: its name as the cases print it and how bad it is."""

    rule: str
    verdict: str


class Charge(NamedTuple):
    """One visit on one paper, with what it used up."""

    visit: Record
    paper: str
    used: int


class Stop(NamedTuple):
    """How far a paper got for a visit and the rule that stopped it there, if any did."""

    stage: int
    hit: Hit | None


def day(record: Record, name: str) -> date | None:
    """Return a civil date, or None where the record has none."""
    return date.fromisoformat(record[name]) if record.get(name) else None


def must_day(record: Record, name: str) -> date:
    """Return a civil date that every such record has."""
    return date.fromisoformat(record[name])


def lacks(paper: Record, name: str) -> bool:
    """`null or false = the paper lacks it`; what is not named at all is present."""
    return name in paper and (paper[name] is None or paper[name] is False)


def service(visit: Record) -> str:
    """`Missing means: service massage`."""
    return str(visit.get("service", "massage"))


def services(paper: Record) -> list[str]:
    """`services missing on a paper or benefit = massage only; null or false = the paper lacks it`."""
    return list(paper.get("services", ["massage"]) or [])


def month_back(when: date, months: int = 12) -> date:
    """`Month arithmetic clamps to the month's last day`."""
    return month_on(when, -months)


def month_on(when: date, months: int) -> date:
    """Go months forward; the month's last day where it has no such day."""
    index = when.year * 12 + when.month - 1 + months
    for back in range(4):
        try:
            return date(index // 12, index % 12 + 1, when.day - back)
        except ValueError:
            continue
    raise AssertionError(when)


def other_therapist(paper: Record, name: str, visit: Record) -> bool:
    """`another therapist than named`; `performer and provider` missing = any."""
    return bool(paper.get(name) and visit.get("provider") and paper[name] != visit["provider"])


def charged_to(paper: Record, charges: list[Charge]) -> list[Charge]:
    """`R6 and R7 look at visits charged to that referral`."""
    return [charge for charge in charges if charge.paper == paper["id"]]


def left(paper: Record, amount: str, charges: list[Charge]) -> int | None:
    """`Counters start at "used elsewhere"`; None = `no limit`."""
    if paper.get(amount) is None:
        return None
    used = int(paper.get("used_elsewhere") or 0) + sum(one.used for one in charged_to(paper, charges))
    return int(paper[amount]) - used


def bad(rule: str) -> Hit:
    """Return a rule that says NOT_SUPPORTED."""
    return Hit(rule, "NOT_SUPPORTED")


def risky(rule: str) -> Hit:
    """Return a rule that says AT_RISK."""
    return Hit(rule, "AT_RISK")


# --- referrals --------------------------------------------------------------------------------------------


def referral_stop(paper: Record, visit: Record, charges: list[Charge]) -> Stop:
    """`service, R3, R4, R5, R6, R7, R8`, in that order."""
    when = must_day(visit, "date")
    gates = [
        ("R10s:243", service(visit) not in services(paper)),
        ("R3:174", before(when, day(paper, "authored_on"))),
        ("R4:174", before(when, day(paper, "valid_from"))),
        ("R5:176", after(when, day(paper, "valid_until"))),
        ("R6:176", started_late(paper, when, charges)),
        ("R7:176", gap_too_long(paper, when, charges) and not visit.get("gap_reason")),
        ("R8:287", ordered_used_up(paper, charges)),
    ]
    for stage, (rule, stopped) in enumerate(gates):
        if stopped:
            return Stop(stage, bad(rule))
    return Stop(FITS, None)


def before(when: date, first: date | None) -> bool:
    """`before authored on (same day is fine)`."""
    return first is not None and when < first


def after(when: date, last: date | None) -> bool:
    """`after valid until`; both ends are inclusive."""
    return last is not None and when > last


def started_late(paper: Record, when: date, charges: list[Charge]) -> bool:
    """`first visit after start by`; `a referral used elsewhere counts as begun for R6`."""
    begun = bool(charged_to(paper, charges)) or int(paper.get("used_elsewhere") or 0) > 0
    return not begun and after(when, day(paper, "start_by"))


def gap_too_long(paper: Record, when: date, charges: list[Charge]) -> bool:
    """`gap longer than max gap`, from the last visit charged to that referral."""
    earlier = [must_day(one.visit, "date") for one in charged_to(paper, charges)]
    if paper.get("max_gap") is None or not earlier:
        return False
    return (when - max(earlier)).days > int(paper["max_gap"])


def ordered_used_up(paper: Record, charges: list[Charge]) -> bool:
    """`visits ordered are used up`; a visit uses 1 of a referral."""
    remaining = left(paper, "visits", charges)
    return remaining is not None and remaining < 1


def referral_turn(paper: Record) -> tuple[date, date, str]:
    """Take `the one that expires first (no end = last; ties: older, then id)`."""
    return day(paper, "valid_until") or date.max, day(paper, "authored_on") or date.max, paper["id"]


def judge_referral(case: Record, visit: Record, need: str, charges: list[Charge]) -> list[Hit]:
    """`Which referral is charged`; adds the charge where its gate passes."""
    held: list[Record] = case.get("referrals", [])
    if need == "no":  # its R rules are skipped
        return []
    if visit.get("referral"):  # the pinned one and no other
        held = [paper for paper in held if paper["id"] == visit["referral"]]
    if not held:
        return [bad("R2:288")] if need == "yes" else [Hit("R1", "UNKNOWN")]
    in_turn = sorted(held, key=referral_turn)
    paper = max(in_turn, key=lambda one: referral_stop(one, visit, charges).stage)  # the first of equals
    stop = referral_stop(paper, visit, charges)
    if stop.hit is not None:  # report only its first failing rule
        return at_most_unknown([stop.hit], need)
    hits = referral_notes(paper, visit, charges)
    charges.append(Charge(visit, paper["id"], 1))
    return at_most_unknown(hits, need)


def referral_notes(paper: Record, visit: Record, charges: list[Charge]) -> list[Hit]:
    """`R9 to R14 do not choose`, nor do R7j and R15: they are said of the paper that was chosen."""
    when = must_day(visit, "date")
    checks = [
        ("R7j:176", gap_too_long(paper, when, charges)),
        ("R9:151", too_often(paper, when, charges)),
        ("R10p:243", other_therapist(paper, "performer", visit)),
        ("R11:175", paper_incomplete(paper)),
        ("R14:252", lacks(paper, "doc")),
        ("R15:176", old_without_end(paper, when)),
    ]
    return [risky(rule) for rule, is_hit in checks if is_hit]


def too_often(paper: Record, when: date, charges: list[Charge]) -> bool:
    """`more than the frequency's upper number in any calendar week (Mon-Sun) or month`."""
    frequency = paper.get("frequency")
    if not frequency:
        return False
    days = [must_day(one.visit, "date") for one in charged_to(paper, charges)]
    if frequency["per"] == "week":
        monday = when - timedelta(days=when.weekday())
        same = [one for one in days if monday <= one <= monday + timedelta(days=6)]
    else:
        same = [one for one in days if (one.year, one.month) == (when.year, when.month)]
    return len(same) + 1 > int(frequency["n"])


def paper_incomplete(paper: Record) -> bool:
    """`diagnosis, quantity, signature, date or referrer missing on it`."""
    undated = not paper.get("authored_on")  # no date is taken for granted where none is said
    return undated or any(lacks(paper, name) for name in ("diagnosis", "visits", "signed", "referrer"))


def old_without_end(paper: Record, when: date) -> bool:
    """`no end date, none computable, authored over 12 months before the visit`."""
    authored = day(paper, "authored_on")
    return not paper.get("valid_until") and authored is not None and when > month_on(authored, 12)


def at_most_unknown(hits: list[Hit], need: str) -> list[Hit]:
    """`Need unknown: they give at most UNKNOWN`."""
    if need != "unknown":
        return hits
    return [Hit(one.rule, "UNKNOWN") if one.verdict == "NOT_SUPPORTED" else one for one in hits]


# --- authorizations ---------------------------------------------------------------------------------------


def authorization_stop(paper: Record, visit: Record, charges: list[Charge]) -> Stop:
    """`(A5, A3, A4)`, in that order; within A5 `284 another service, 296 another provider, in that order`."""
    when = must_day(visit, "date")
    if service(visit) not in services(paper):
        return Stop(0, bad("A5:284"))
    if other_therapist(paper, "provider", visit):
        return Stop(0, bad("A5:296"))
    if after(when, day(paper, "end")):
        return Stop(1, bad("A3:302"))
    if before(when, day(paper, "start")):
        return Stop(1, bad("A3:197"))
    uses = units_used(paper, visit)
    if uses is None:
        return Stop(2, Hit("A4", "UNKNOWN"))
    remaining = left(paper, "units", charges)
    if remaining is not None and remaining < uses:
        return Stop(2, bad("A4:198"))
    return Stop(FITS, None)


def units_used(paper: Record, visit: Record) -> int | None:
    """Count: `a visit uses 1, or its billed units where the paper counts units`; None = `units not known`."""
    if paper.get("unit", "visit") != "unit15":
        return 1
    if paper.get("units") is None:  # no limit: nothing is counted
        return 0
    return None if visit.get("units") is None else int(visit["units"])


def authorization_turn(paper: Record) -> tuple[bool, date, date, str]:
    """`Authorisations the same, pending ones last`; the older one is the one that starts earlier."""
    pending = paper.get("status") == "pending"
    return pending, day(paper, "end") or date.max, day(paper, "start") or date.max, paper["id"]


def judge_authorization(
    case: Record, visit: Record, policy: Record, chain: list[Record], charges: list[Charge]
) -> list[Hit]:
    """Judge the need and the papers held; `chain` is the visits of the episode, this one last."""
    need = policy.get("requires_auth", "no")
    if need == "no":  # its A rules are skipped
        return []
    if isinstance(need, int) and len(chain) <= need:  # A7: a note, not a hit
        return []
    every: list[Record] = case.get("auths", [])
    held = [paper for paper in every if paper.get("status") not in ("denied", "withdrawn")]
    if not held:
        return [
            no_authorization(
                case, policy, chain, denied=any(service(visit) in services(one) for one in every)
            )
        ]
    in_turn = sorted(held, key=authorization_turn)
    paper = max(in_turn, key=lambda one: authorization_stop(one, visit, charges).stage)
    stop = authorization_stop(paper, visit, charges)
    if stop.hit is not None:
        return at_most_unknown([stop.hit], need)
    hits = [risky("A5:16")] if lacks(paper, "number") else []
    hits += [risky("A6")] if paper.get("status") == "pending" else []
    charges.append(Charge(visit, paper["id"], units_used(paper, visit) or 0))
    return at_most_unknown(hits, need)


def no_authorization(case: Record, policy: Record, chain: list[Record], *, denied: bool) -> Hit:
    """`A1`, `A2 instead of A1`, `after a denial or withdrawal it is A1 with 39`, `with need unknown A0`."""
    if policy["requires_auth"] == "unknown":
        return Hit("A0", "UNKNOWN")
    if denied:
        return bad("A1:39")
    if policy.get("request_days") is None:
        return bad("A1:197")
    first = must_day(chain[0], "date")
    today = date.fromisoformat(case.get("today", "2026-11-23"))
    return bad("A2:210") if today > first + timedelta(days=policy["request_days"]) else risky("A2:210")


def episode(visit: Record, earlier: list[Record], of_services: list[str]) -> list[Record]:
    """Return the visits of `a new episode (a pause of 91 days or more in that service)`, this one last."""
    chain = [visit]
    for one in reversed(earlier):
        if service(one) not in of_services:
            continue
        if (must_day(chain[0], "date") - must_day(one, "date")).days >= 91:
            break
        chain.insert(0, one)
    return chain
