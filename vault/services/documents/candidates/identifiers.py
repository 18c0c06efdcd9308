"""Numbers by their labels: member, claim, authorization and reference."""

import re
from dataclasses import dataclass

from vault.services.documents.candidates.dates import date_at
from vault.services.documents.candidates.found import LIKELY, SURE, WEAK, Place, candidate
from vault.services.documents.candidates.labels import valued
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.runs import Run

_NO = r"(?: ?(?:(?:no|nos|number|num|nr|nbr|id|code|ref|reference)\b\.?|#|№)){1,2}"
_NR = r"(?:[- ]?(?:nr|nummer|kennung)\b\.?)"


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    label: re.Pattern[str]
    confidence: float


def _rule(name: str, label: str, confidence: float = SURE) -> _Rule:
    return _Rule(name, re.compile(rf"(?<![\w-])(?:{label})", re.IGNORECASE), confidence)


_RULES = (
    _rule(
        "member",
        rf"(?:member(?:ship)?|subscriber|insured|certificate|enrollee|beneficiary|identification){_NO}"
        r"|(?:member'?s?|insured'?s?|subscriber'?s?|patient'?s? member) (?:i\.?d\.?"
        r"|identification)(?: no\.?| number|#)?\b"
        rf"|(?:subscriber|certificate)(?= [A-Z0-9]|$)|(?:medicare )?card{_NO}|medicare{_NO}"
        rf"|(?:participant|spending account|account holder){_NO}"
        rf"|(?:versicherungs|versicherten|mitglieds|mitglied|vers\.|versich\.|kv|krankenversicherten){_NR}",
    ),
    _rule("member", rf"(?<=\d\. )id{_NO}|id(?: number| no\.?)?(?=:)|^id(?: number)?(?=$| [A-Z0-9])", LIKELY),
    _rule(
        "member",
        rf"(?:policy|account|policyholder){_NO}|(?:versicherungsschein|vertrags|police|policen"
        rf"|kunden){_NR}",
        LIKELY,
    ),
    _rule(
        "claim",
        rf"claim{_NO}|claim(?=:)|claim(?= [A-Z0-9]+[-/])|icn{_NO}?"
        rf"|(?:leistungs|schaden|schadens|leistungsfall|schadenfall|abrechnungs){_NR}",
    ),
    _rule(
        "auth",
        rf"(?:(?:prior |pre-?)?auth(?:ori[sz]ation)?|pre-?cert(?:ification)?|(?:pre-?)?approval"
        rf"|precertification){_NO}"
        r"|(?:prior |pre-?)?authori[sz]ation(?= ?(?:#|:))|(?:pre-?)?authori[sz]ation on file"
        r"|auth(?= ?(?:#|:))"
        rf"|(?:genehmigungs|zusage|bewilligungs|kostenzusage|genehmigung){_NR}",
    ),
    _rule("auth", rf"auth(?: ?$)|vorgangs{_NR}", LIKELY),
    _rule(
        "reference",
        rf"(?:our )?ref(?:erence)?{_NO}|our ref(?:erence)?\b\.?|(?:file |case )?reference(?= ?:)"
        rf"|ref(?=\.?:)"
        rf"|(?:request|invoice|receipt|case|letter|statement|order|tracking|document|inquiry|enquiry){_NO}"
        rf"|(?:unser|unsere) (?:zeichen|akten?zeichen|ref\w*)|(?:geschäfts|akten){_NR}|(?:geschäfts"
        rf"|akten)zeichen"
        rf"|(?:rechnungs|rechnung|liquidation|honorarnote|beleg|verordnungs|rezept|bescheid){_NR}",
    ),
    _rule("reference", r"no\.(?= ?\d)|vorgangs-?(?:nr|nummer)\b\.?|(?<=superbill )#|invoice(?= \d)", WEAK),
)
_NOT_REFERENCE = re.compile(r"(?:your|ihre?|claims?|member|membership|auth|policy)$", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:provider|group|license|licence|tax|phone|fax|hospital|plan|payer|mailing|zip)$", re.IGNORECASE
)
_PART = re.compile(r"[A-Z0-9][A-Za-z0-9./-]{0,30}(?=[ ,;:)\]|]|$)")
_SPELLED = re.compile(r"[A-Z]{1,6}\.?$|[A-Z]{1,4}[./-][A-Za-z./-]{1,12}$")
_AT_HOME = {("authorization", "auth"), ("card", "member")}
_BETWEEN = re.compile(r"[A-Z]{1,3} \d")
_LONG, _ENOUGH = 5, 4
_MAX_PARTS = 5


def identifiers(paper: Paper, kind: str | None) -> list[FieldCandidate]:
    """Candidates for the four identifiers: upper case without spaces."""
    found: list[FieldCandidate] = []
    for rule in _RULES:
        for hit in valued(paper, rule.label, identifier_at):
            before = hit.run.text[max(0, hit.at - 12) : hit.at].rstrip(" ./-")
            if _OTHERS.search(before) or (rule.name == "reference" and _NOT_REFERENCE.search(before)):
                continue
            end = hit.value
            run, start = hit.spot.run, hit.spot.position
            value = run.text[start:end].replace(" ", "").upper()
            known = SURE if (kind, rule.name) in _AT_HOME else rule.confidence
            confidence = min(known, _trust(run, start, end, hit.spot.how))
            found.append(candidate(rule.name, value, Place(run, start, end), confidence))
    return found


def identifier_at(run: Run, position: int) -> int | None:
    """Return the end of the identifier at `position`: parts with digits, or short letters before them."""
    text, end, digits, at, parts = run.text, position, 0, position, 0
    while parts < _MAX_PARTS:
        match = _PART.match(text, at)
        if match is None or date_at(text, at, None) or not _same_cell(run, position, at):
            break
        part = match[0].rstrip(".-/")
        has_digit = any(letter.isdecimal() for letter in part)
        if not has_digit and not (_BETWEEN.match(text, at) if digits else _SPELLED.match(part)):
            break
        parts += 1
        end = at + len(part)
        digits += sum(letter.isdecimal() for letter in part)
        if match.end() >= len(text) or text[match.end()] != " " or part != match[0]:
            break
        at = match.end() + 1
    parted = end - position > _LONG and any(letter in "./-" for letter in text[position:end])
    return end if digits >= _ENOUGH or (digits and parted) else None


def _same_cell(run: Run, position: int, at: int) -> bool:
    return run.tokens[run.token_at(position)].cell == run.tokens[run.token_at(at)].cell or position == at


def _trust(run: Run, start: int, end: int, how: str) -> float:
    """Parts followed by a plain word may have swallowed a number of the sentence."""
    rest = run.text[end : end + 3]
    joined = " " in run.text[start:end]
    shouted = len(rest) > 2 and rest[0] == " " and rest[1:].isupper()  # noqa: PLR2004 - two letters
    if shouted or (joined and len(rest) > 1 and rest[0] == " " and rest[1].islower()):
        return LIKELY
    return SURE if how in ("inline", "right") else 0.95
