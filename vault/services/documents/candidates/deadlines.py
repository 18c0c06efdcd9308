"""The last day to answer, appeal or pay: printed or counted from the date of the paper, not from receipt."""

import re
from collections.abc import Iterator
from datetime import date

from vault.services.documents.candidates.counts import SPAN, span
from vault.services.documents.candidates.dates import Printed, date_at, find_dates
from vault.services.documents.candidates.found import LIKELY, SURE, WEAK, Place, candidate, date_candidate
from vault.services.documents.candidates.labels import valued
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.periods import add
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.runs import Run
from vault.services.documents.candidates.setting import Setting

_LABEL = re.compile(
    r"(?<![\w-])(?:(?:response|reply|payment|records|information|answer|appeal|documents?"
    r"|return) (?:is |are )?due(?: date| by| on)?"
    r"|due(?: date| by| on)?(?= ?:| ?$| \d| [A-Z])|(?:respond|reply|return|pay|appeal|answer|submit"
    r"|payable|file)(?: (?:this|it))? by"
    r"|(?:appeal|filing|response|reply|last (?:day|date) (?:to|for) \w+|payment) (?:deadline|date)"
    r"|deadline(?: (?:to|for) [\w ]{1,20})?"
    r"|last (?:day|date) (?:to|for) (?:\w+ ){0,3}\w+|zahlbar bis(?: zum| spätestens)?"
    r"|fällig(?:keit)?(?: am| bis)?"
    r"|zahlungsziel|frist(?: bis)?(?: zum)?|antwort bis(?: zum)?|rückmeldung bis(?: zum)?"
    r"|zahlungsfrist|widerspruchsfrist"
    r"|einzureichen bis(?: zum)?)(?![\w-])",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:(?:no|not) later than|on or before|by|before|until|bis(?: spätestens)?(?: zum| am"
    r"| einschließlich)?|spätestens(?: bis)?(?: zum| am)?"
    r"|close of business on|the end of)(?: (?:midnight|5 ?pm|noon|end of day"
    r"|close of business))?(?: on)? $",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:appeals?|respond|reply|return|send|sent|submit\w*|receive[sd]?|reach|pay|paid|payment"
    r"|provide|provided|write|forward|fax"
    r"|request\w*|hear from you|file|filed|supply|upload|post|contact|complete|disagree|review|objection"
    r"|widerspruch|senden|schicken|einreichen|überweisen|zahlen|begleichen|antworten|antwort"
    r"|nachreichen|vorlegen|übersenden|zusenden"
    r"|einlegen|mitteilen|mitzuteilen|einzureichen|reichen|eingehen|eingang|zahlbar|payable|due|fällig"
    r"|zu überweisen|betrag|bitten|einwände)\b",
    re.IGNORECASE,
)
_NOT_ACT = re.compile(
    r"\b(?:valid|gültig|treatment (?:must )?be|expires?|start of care|behandlungsbeginn|we will"
    r"|wir werden|services? (?:before|received)|birth"
    r"|behandlungen vom|zeitraum|benefit year|coverage|date of service)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    rf"\b(?:within|innerhalb(?: von)?|binnen|in den nächsten|you have(?: up to)?|have|is|are|due in"
    rf"|payable in|terms?:?|netto|net|zahlungsziel:?|frist:?"
    rf"|frist von|no later than|not later than|due|allow|up to) {SPAN}",
    re.IGNORECASE,
)
_RECEIPT = re.compile(
    r"\b(?:receipt|receiv\w+|you (?:get|got)|get this|got this|reaches you|erhalt|erhalten|zugang"
    r"|zugegangen|bekanntgabe|eingang|zustellung)\b",
    re.IGNORECASE,
)
_OWN_DATE = re.compile(
    r"\b(?:(?:date (?:of|on|at the top of|shown on|printed on) (?:this |the |our )?(?:letter|notice"
    r"|statement|decision|invoice|bill|request|denial"
    r"|determination|page|eob|form)|(?:letter|notice|statement|invoice|decision|bill) date"
    r"|date (?:above|shown above|issued|of issue|at the top|mailed)|(?:of|from"
    r"|after) (?:the )?(?:date of )?this (?:letter|notice|statement|decision|invoice|request)"
    r"|invoice date|date of invoice|datum dieses (?:schreibens|bescheids?|briefes)|rechnungsdatum"
    r"|rechnungsstellung|ab datum|briefdatum|schreibensdatum))\b",
    re.IGNORECASE,
)
_OTHER_CLOCK = re.compile(
    r"\b(?:we will|we'll|we must|we can|wir werden|will (?:write|answer|decide|tell|notify|send you"
    r"|respond to you|review)|date of service|dates? of treatment"
    r"|after the visit|of treatment|business|working|werktag\w*|arbeitstag\w*|valid|gültig"
    r"|behandlungsbeginn|injury|accident|discharge|ausstellung\w*"
    r"|verordnung\w*|denied if|auto|decision will|response time|entscheiden|entscheidung (?:inner|bin)"
    r"|to be completed|coverage)\b",
    re.IGNORECASE,
)
_SUM = re.compile(r"(?:amount|balance|total|sum) $", re.IGNORECASE)
_REACH, _AHEAD = 110, 70
_KINDS = ("denial", "request", "eob", "bill")


def deadlines(
    paper: Paper, setting: Setting, kind: str | None, letter: FieldCandidate | None
) -> list[FieldCandidate]:
    """Candidates for `deadline` and `deadline_days`."""
    if kind not in _KINDS:
        return []
    found = _labelled(paper, setting) + _printed(paper, setting)
    for flow in paper.flows:
        found += _counted(flow.run, letter)
    return found


def _labelled(paper: Paper, setting: Setting) -> list[FieldCandidate]:
    def parse(run: Run, position: int) -> Printed | None:
        return date_at(run.text, position, setting.day_first)

    found: list[FieldCandidate] = []
    for hit in valued(paper, _LABEL, parse):
        if hit.label.lower().startswith("due") and _SUM.search(hit.run.text[max(0, hit.at - 12) : hit.at]):
            continue
        found += date_candidate("deadline", hit.spot.run, hit.value, SURE)
    return found


def _printed(paper: Paper, setting: Setting) -> list[FieldCandidate]:
    found: list[FieldCandidate] = []
    for flow in paper.flows:
        for printed in find_dates(flow.text, setting.day_first):
            before = flow.text[max(0, printed.start - _REACH) : printed.start]
            sentence = before[max(before.rfind(". "), before.rfind(": ")) + 1 :]
            after = flow.text[printed.end : printed.end + 60].split(". ")[0]
            if not _BY.search(before):
                continue
            around = sentence + " | " + after
            if _NOT_ACT.search(around):
                continue
            found += date_candidate("deadline", flow.run, printed, SURE if _ACT.search(around) else WEAK)
    return found


def _counted(run: Run, letter: FieldCandidate | None) -> Iterator[FieldCandidate]:
    text = run.text
    for match in _WITHIN.finditer(text):
        length = span(match[1], match[2])
        before = _last_sentence(text[max(0, match.start() - _REACH) : match.start()])
        after = text[match.end() : match.end() + _AHEAD].split(". ")[0]
        around = f"{before} | {after}"
        if (
            length is None
            or _OTHER_CLOCK.search(f"{before} | {after.split(',')[0]}")
            or _OTHER_CLOCK.search(match[0])
        ):
            continue
        place = Place(run, match.start(), match.end())
        receipt, own = _RECEIPT.search(after), _OWN_DATE.search(after)
        plain = match[0].lower().startswith(("within", "innerhalb", "binnen", "term", "zahlungsziel", "net"))
        sure = SURE if _ACT.search(around) and (receipt or own or plain) else WEAK
        if length.unit == "day":
            yield candidate("deadline_days", length.amount, place, sure)
        if own and not receipt and letter is not None:
            start = date.fromisoformat(str(letter.value))
            last = add(start, length)
            counted = f"{length.amount} {length.unit}s after the date of the paper"
            how = f"{counted}, that day not counted: {start} -> {last}"
            trust = min(sure, letter.confidence) if letter.prefill or letter.confidence >= SURE else LIKELY
            yield candidate("deadline", last.isoformat(), place, trust, how)


def _last_sentence(before: str) -> str:
    return before[before.rfind(". ") + 1 :]
