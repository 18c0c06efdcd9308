"""Who is treated, who ordered it and who treats, by labels, titles and degrees."""

import re
from collections.abc import Iterator

from vault.services.documents.candidates.dates import birth, date_at
from vault.services.documents.candidates.found import LIKELY, SURE, WEAK, Place, candidate
from vault.services.documents.candidates.labels import Spot, spots, valued
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.names import Name, is_clinical_degree, is_therapist_degree, name_at
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.rows import Cell
from vault.services.documents.candidates.runs import Run
from vault.services.documents.candidates.setting import Setting
from vault.services.documents.candidates.ticks import is_mark, ticked

_PERSON = re.compile(
    r"(?<![\w-])(?:(?:patient|member|claimant|insured|participant|client|subscriber"
    r"|enrollee|employee|veteran)(?:'s)?(?: full)? names?|name of (?:the )?(?:patient|member|insured"
    r"|claimant)|(?:patient|member|claimant|client|insured(?: person)?|participant|subscriber"
    r"|injured (?:person"
    r"|worker|party)|person covered|covered person)(?= ?:| ?$| \(| (?:mr|mrs|ms|miss|mx)\b)"
    r"|(?<=\d\. )claimant|re(?=:)|patient(?:in)?(?= ?:)|versicherte(?:r"
    r"|s mitglied)?(?: person)?(?= ?:)|name, vorname(?: des versicherten| der versicherten)?"
    r"|name des (?:patienten|versicherten)|behandelte person(?= ?:)|^name(?= ?:|$| [A-Z])|für(?= ?:))",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?<![\w-])(?:date of birth|birth ?date|d\.?o\.?b\.?|born(?: on)?|geb\.(?: am)?|geboren(?: am)?"
    r"|geburtsdatum|geburtstag|geb\.-?datum)(?![\w-])",
    re.IGNORECASE,
)
_BORN_NEXT = re.compile(rf",? ?\(?{_BORN.pattern}", re.IGNORECASE)
_DEAR = re.compile(r"(?:Dear|Hello|Hi) (?=[A-Z])")
_REFERRER = re.compile(
    r"(?<![\w-])(?:referring (?:provider|physician|doctor|gp|practitioner|clinician)"
    r"|ordering (?:provider|physician|practitioner|clinician)|ordered by|referred by"
    r"|requested by|requesting (?:provider|physician)|prescribed by|prescriber|prescribing (?:provider"
    r"|physician|practitioner)|(?:treating|attending) physician"
    r"|verordnender arzt|verordnet von|verordnende ärztin|überweisender arzt|verordner|arzt(?=:)"
    r"|ärztin(?=:)|print(?:ed)? name)(?: name)?(?![\w-])",
    re.IGNORECASE,
)
_THERAPIST = re.compile(
    r"(?<![\w-])(?:rendering provider|servicing provider|treating (?:provider|therapist|practitioner)"
    r"|performing provider|(?:massage )?therapist(?: name)?(?= ?:)"
    r"|attn|attention(?=:)|^to(?=:)|allied health provider|leistungserbringer(?:in)?|behandler(?:in)?"
    r"|therapeut(?:in)?(?=:)|refer(?:red)? to(?=:)"
    r"|provider(?: name)?(?= ?:| ?$)|practitioner(?= ?:)|(?:name of )?clinic(?= ?:))(?![\w-])",
    re.IGNORECASE,
)
_DOCTOR = re.compile(
    r"(?<![\w-])(?:Dr\.? (?:med\. ?)?(?:dent\. )?|Dr\. ?med\. |Herrn Dr\. |Frau Dr\. )(?=[^\W\d_])"
)
_PRACTICE = re.compile(
    r"\b(?:massage|physio\w*|rehab\w*|therapy|therapies|studio|clinic|bodywork|praxis|llc|wellness"
    r"|centre|center|chiropractic|krankengymnastik)\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"(?:requesting|referring|ordering|prescribing|dear|primary care|the|your|each) $", re.IGNORECASE
)
_ORGANIZATION = re.compile(r"[^\W\d_][\w&.'’ -]{2,70}")
_NOT_ORG = re.compile(
    r"\b(?:npi|tel|phone|fax|date|number|no|name|address|signature|id|code|if|and|or|must|should|the"
    r"|your|may)\b",
    re.IGNORECASE,
)
_NOT_PERSON = re.compile(
    r"\b(?:name|date|id|number|claim|policy|member|patient|plan|group|health|insurance|request|notice"
    r"|massage|therapy|services?|claims?|your|our|the"
    r"|letter|referral|order|authorization|signature|information|provider|address|invoice|account"
    r"|benefits?|treatment|if|subject|medical|appeal"
    r"|physiotherapy|denial|phone|fax|sex|male|female|relationship|self|geb|frau|versicherung|rechnung"
    r"|antrag|verordnung|employer|group)\b",
    re.IGNORECASE,
)


_HONORIFIC = re.compile(r"(?:Frau|Herrn|Herr)(?: |$)")
_ADDRESS_END = 0.4
_LABEL_REST, _SHORTEST_NAME = 4, 4


def people(paper: Paper, setting: Setting, kind: str | None) -> list[FieldCandidate]:
    """Candidates for `person`, `birth_date`, `referrer` and `therapist`."""
    found = [*_labelled(paper, "person", _PERSON), *_birth(paper, setting)]
    found += _labelled(paper, "referrer", _REFERRER)
    found += _therapists(paper)
    found += _doctors(paper, kind)
    found += _beside_birth(paper) + _greeted(paper, kind)
    if setting.lang == "de":
        found += _addressee(paper, kind)
    return found


def _labelled(paper: Paper, field: str, rule: re.Pattern[str]) -> Iterator[FieldCandidate]:
    for flow in paper.flows:
        for match in rule.finditer(flow.text):
            for spot in spots(paper, flow.run, match.end()):
                name = _name(spot)
                if name is None:
                    continue
                place = Place(spot.run, name.start, name.end)
                label = paper.cells[flow.run.tokens[flow.run.token_at(match.start())].cell]
                whole = len(label.text) - len(match[0]) < _LABEL_REST
                yield candidate(field, name.text, place, _name_trust(spot, name, match[0], whole=whole))
                break


def _name_trust(spot: Spot, name: Name, label: str, *, whole: bool) -> float:
    if not name.sure:
        return WEAK
    strong = spot.how in ("inline", "right") or "name" in label.lower() or label.isupper() or whole
    return SURE if strong else LIKELY


def _name(spot: Spot) -> Name | None:
    name = name_at(spot.run.text, spot.position, spot.run.cell_end(spot.position))
    if name is None or _NOT_PERSON.search(name.text) or len(name.text) < _SHORTEST_NAME:
        return None
    return name


def _birth(paper: Paper, setting: Setting) -> Iterator[FieldCandidate]:
    for hit in valued(paper, _BORN, lambda run, at: date_at(run.text, at, setting.day_first)):
        printed, place = hit.value, Place(hit.spot.run, hit.value.start, hit.value.end)
        if printed.other is None:
            yield candidate("birth_date", birth(printed, setting.written).isoformat(), place, SURE)
        else:
            yield candidate(
                "birth_date", printed.day.isoformat(), place, WEAK, "order of day and month is not settled"
            )


def _beside_birth(paper: Paper) -> list[FieldCandidate]:
    """Return a name that a date of birth follows, in the same line or right under it."""
    found: list[FieldCandidate] = []
    for cell in paper.cells:
        name = name_at(cell.text, 0)
        if name is None or not name.sure or _NOT_PERSON.search(name.text):
            continue
        born = _BORN_NEXT.match(cell.text, name.end)
        below = next(iter(paper.below(cell)), None) if name.end == len(cell.text) else None
        if born or (
            below is not None
            and _BORN_NEXT.match(below.text)
            and below.run.box[1] - cell.run.box[3] < cell.height
        ):
            found.append(candidate("person", name.text, Place(cell.run, 0, name.end), SURE))
    return found


def _greeted(paper: Paper, kind: str | None) -> list[FieldCandidate]:
    """Return the full name of a salutation that stands in the address too: the member written to."""
    if kind not in ("authorization", "denial", "eob", "request"):
        return []
    found: list[FieldCandidate] = []
    greeted = {name.text for cell in paper.cells if (name := _after_dear(cell)) is not None}
    for cell in paper.cells:
        name = name_at(cell.text, 0)
        if name is None or not name.sure or name.degree or name.end != len(cell.text):
            continue
        family = name.text.split()[-1]
        if name.text in greeted or (family in greeted and len(name.text.split()[0].rstrip(".")) > 1):
            found.append(candidate("person", name.text, Place(cell.run, name.start, name.end), SURE))
    return found


def _after_dear(cell: Cell) -> Name | None:
    match = _DEAR.match(cell.text)
    name = name_at(cell.text, match.end()) if match else None
    return None if name is None or cell.text.startswith("Dear Dr") else name


def _therapists(paper: Paper) -> Iterator[FieldCandidate]:
    for flow in paper.flows:
        for match in _THERAPIST.finditer(flow.text):
            if _ORDERS.search(flow.text[max(0, match.start() - 14) : match.start()]):
                continue
            for spot in spots(paper, flow.run, match.end()):
                made = _provider(paper, spot, match[0].lower())
                if made is not None:
                    yield made
                    break


def _provider(paper: Paper, spot: Spot, label: str) -> FieldCandidate | None:
    name = _name(spot)
    if name is not None and name.degree and is_therapist_degree(name.degree):
        return candidate(
            "therapist", name.text, Place(spot.run, name.start, name.end), SURE if name.sure else WEAK
        )
    match = _ORGANIZATION.match(spot.run.text, spot.position)
    if match is None or _NOT_ORG.search(match[0]):
        return None
    text = match[0].rstrip(" .-")
    cell = paper.cells[spot.run.tokens[spot.run.token_at(spot.position)].cell]
    whole = cell.text.endswith(text) or cell.text[cell.text.find(text) + len(text) :].startswith(",")
    confident = whole and len(text.split()) > 1 and not text.isupper()
    placed = (spot.how in ("inline", "right") and label != "to") or _PRACTICE.search(text)
    place = Place(spot.run, spot.position, spot.position + len(text))
    return candidate("therapist", text, place, SURE if confident and placed else WEAK)


def _doctors(paper: Paper, kind: str | None) -> Iterator[FieldCandidate]:
    """Names with a degree or title: on an order or letter of necessity its author when there is only one."""
    named: dict[str, tuple[str, Place, bool | None, bool]] = {}
    for flow in paper.flows:
        for field, name, tick in _degrees(paper, flow.run):
            named.setdefault(name.text, (field, Place(flow.run, name.start, name.end), tick, name.sure))
    for field in ("referrer", "therapist"):
        mine = {text: entry for text, entry in named.items() if entry[0] == field}
        marked = {text: entry for text, entry in mine.items() if entry[2]}
        chosen = marked or mine
        families = {text.split()[-1] for text in chosen}
        alone = len(families) == 1 and (field == "therapist" or kind in ("referral", "necessity"))
        for text, (_, place, _, sure) in chosen.items():
            longest = max(chosen, key=len) == text
            yield candidate(field, text, place, SURE if alone and sure and longest else WEAK)


def _degrees(paper: Paper, run: Run) -> Iterator[tuple[str, Name, bool | None]]:
    for index, start in enumerate(run.starts):
        token = run.tokens[index].text
        if (
            not token[:1].isupper()
            or is_mark(token)
            or (
                index
                and run.tokens[index - 1].text[:1].isupper()
                and not is_mark(run.tokens[index - 1].text)
                and run.tokens[index - 1].text[-1:] not in ",.:;"
            )
        ):
            continue
        title = _DOCTOR.match(run.text, start)
        name = name_at(run.text, start, run.cell_end(start))
        if name is None or _NOT_PERSON.search(name.text):
            continue
        if is_therapist_degree(name.degree):
            yield "therapist", name, ticked(paper, run, start)
        elif is_clinical_degree(name.degree) or title:
            yield "referrer", name, ticked(paper, run, start)


def _addressee(paper: Paper, kind: str | None) -> Iterator[FieldCandidate]:
    """German letters: `Frau` or `Herrn` before the name or alone on the line over it."""
    if kind in ("referral", None):
        return
    for cell in paper.cells:
        match = _HONORIFIC.match(cell.text)
        if match is None or cell.run.page != 1 or cell.run.box[1] > _ADDRESS_END:
            continue
        named = cell if match.end() < len(cell.text) else next(iter(paper.below(cell)), None)
        if named is None:
            continue
        name = name_at(named.text, match.end() if named is cell else 0)
        if name is not None and name.sure and name.end == len(named.text):
            yield candidate("person", name.text, Place(named.run, name.start, name.end), SURE)
