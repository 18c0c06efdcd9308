"""Verdicts, hits and fixes in sentences: what the papers say, never what an insurer will do."""

from vault.domain.coverage.verdict import Hit, Verdict
from vault.domain.records.values import Money
from vault.services.wording.catalogue import Value, Wording
from vault.services.wording.fixes import FIXES
from vault.services.wording.rules import LACKS, NAMELESS, SENTENCES
from vault.services.wording.units import counted

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
    values |= nameless
    lacks = values.get("lacks")
    if isinstance(lacks, str):
        values["lacks"] = ", ".join(say.text(LACKS[each.strip()]) for each in lacks.split(","))
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
    values["left"] = _left(hit)
    for name in ("ordered", "left", "needed"):
        amount = values.get(name)
        if isinstance(amount, int) and unit is not None:
            is_money = isinstance(currency, str)
            values[name] = Money(amount, str(currency)) if is_money else counted(amount, str(unit), say)
    if hit.rule == "B1":
        values["limit"] = _limit_in_words(values, say)
    days = hit.value("days")
    if hit.rule == "F1w" and isinstance(days, int):
        values["when"] = counted(days, "day", say) if days else say.text("none")


def _limit_in_words(values: dict[str, Value], say: Wording) -> str:
    ordered, start, end = (values.get(name) for name in ("ordered", "start", "end"))
    amount = say.money(ordered) if isinstance(ordered, Money) else str(ordered)
    return amount
