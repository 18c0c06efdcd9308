"""Verdicts, hits and fixes in sentences: what the papers say, never what an insurer will do."""

import datetime as dt
from collections.abc import Callable

from vault.domain.coverage.verdict import Hit, Verdict
from vault.domain.records.values import Money
from vault.services.wording.catalogue import Value, Wording
from vault.services.wording.fixes import FIXES
from vault.services.wording.names import service_name
from vault.services.wording.rules import BILL_LACKS, LACKS, NAMELESS, SENTENCES
from vault.services.wording.units import counted

Chooser = Callable[[Hit], str]

WORDS: dict[Verdict, tuple[str, str]] = {
    Verdict.SUPPORTED: ("Supported", "Your papers support this visit"),
    Verdict.AT_RISK: ("At risk", "This visit is at risk"),
    Verdict.UNKNOWN: ("Unknown", "Your papers do not say enough about this visit"),
    Verdict.NOT_SUPPORTED: ("Not supported", "Your papers do not support this visit"),
    Verdict.NOT_COUNTED: ("Not counted", "This visit is not counted"),
}


def verdict_word(verdict: Verdict, say: Wording) -> str:
    """Return the word of a verdict in rows."""
    return say.text(WORDS[verdict][0])


def verdict_heading(verdict: Verdict, say: Wording) -> str:
    """Return the heading of a verdict's panel."""
    return say.text(WORDS[verdict][1])


def hit_sentence(hit: Hit, say: Wording) -> str:
    """Return the one sentence of a rule that was hit."""
    values: dict[str, Value] = dict(hit.values)
    nameless = {name: say.text(word) for name, word in NAMELESS.items() if values.get(name) is None}
    if isinstance(values.get("service"), str):
        values["service"] = service_name(str(values["service"]), say)
    values |= nameless
    lacks = values.get("lacks")
    if isinstance(lacks, str):
        words = BILL_LACKS if hit.rule == "F3" else LACKS
        values["lacks"] = ", ".join(say.text(words[each.strip()]) for each in lacks.split(","))
    _write_amounts(hit, values, say)
    text = say.text(SENTENCES[sentence_key(hit)], **values)
    return text[0].upper() + text[1:] if text.startswith(tuple(nameless.values())) else text


def hit_fix(hit: Hit, say: Wording) -> str:
    """Return what fixes a hit, as something to do."""
    return say.text(FIXES[hit.fix]) if hit.fix in FIXES else ""


def sentence_key(hit: Hit) -> str:
    """Return which of a rule's sentences fits; the plain rule when there is only one."""
    variant = _VARIANTS[hit.rule](hit) if hit.rule in _VARIANTS else ""
    return f"{hit.rule}:{variant}" if variant else hit.rule


def _left(hit: Hit) -> int | None:
    """Return what is left of a paper or limit that counts."""
    left, ordered = hit.value("left"), hit.value("ordered")
    used, charged = hit.value("used_elsewhere"), hit.value("charged")
    if isinstance(left, int):
        return max(0, left)
    if isinstance(ordered, int) and isinstance(used, int) and isinstance(charged, int):
        return max(0, ordered - used - charged)
    return None


def _write_amounts(hit: Hit, values: dict[str, Value], say: Wording) -> None:
    """Write amounts with their unit or currency, a limit with its period, days left in words."""
    unit, currency = hit.value("unit"), hit.value("currency")
    amounts = {"ordered": hit.value("ordered"), "needed": hit.value("needed"), "left": _left(hit)}
    for name, amount in amounts.items():
        if isinstance(amount, int) and isinstance(currency, str):
            values[name] = say.money(Money(amount, currency))
        elif isinstance(amount, int) and unit is not None:
            values[name] = counted(amount, str(unit), say)
    start, end, days = hit.value("start"), hit.value("end"), hit.value("days")
    values["limit"] = values.get("ordered")
    if (
        hit.rule == "B1"
        and isinstance(start, dt.date | None)
        and isinstance(end, dt.date | None)
        and (start or end)
    ):
        values["limit"] = f"{values['ordered']}, {say.date_range(start, end)}"
    if hit.rule == "F1w" and isinstance(days, int):
        values["left"] = say.count(days, "{n} day left", "{n} days left")


def _by(name: str) -> Chooser:
    return lambda hit: str(hit.value(name))


def _policy(hit: Hit) -> str:
    if hit.value("start") is None and hit.value("end") is None:
        return "none"
    return str(hit.value("reason"))


def _often(hit: Hit) -> str:
    return f"{hit.value('per')}{'' if hit.value('every') == 1 else 's'}"


def _therapist(hit: Hit) -> str:
    return f"{hit.carc}:unknown" if hit.missing is not None else str(hit.carc)


def _without(hit: Hit) -> str:
    """Return the case of a visit without authorization: none there, or denied or withdrawn."""
    status = hit.value("status")
    return "197" if status is None else f"39:{status}"


def _period(hit: Hit) -> str:
    return "302:expired" if hit.carc == "302" and hit.value("end") is None else str(hit.carc)


def _limit(hit: Hit) -> str:
    if hit.value("needed") is None:
        return "unknown"
    return "short" if _left(hit) else ""


_VARIANTS: dict[str, Chooser] = {
    "C0": lambda hit: "past" if hit.fix == "say_whether_it_took_place" else str(hit.value("status")),
    "P1": _policy,
    "P4": _by("cause"),
    "R9": _often,
    "R11": lambda hit: str(hit.carc) if hit.carc in {"206", "207"} else "",
    "T1": _therapist,
    "A1": _without,
    "A2": lambda hit: "missed" if hit.fix == "request_authorization_late" else "open",
    "A3": _period,
    "A4": lambda hit: "unknown" if hit.value("needed") is None else "",
    "A5": lambda hit: str(hit.carc),
    "B1": _limit,
    "B2": _limit,
    "B3": lambda hit: str(hit.carc),
    "F1": lambda hit: "" if hit.value("filed_on") is None else "late",
    "F1w": lambda hit: "" if hit.value("days") else "today",
    "F2r": _by("form"),
    "F4": lambda hit: str(hit.carc),
    "F7": lambda hit: "none" if hit.value("code") is None else "",
}
