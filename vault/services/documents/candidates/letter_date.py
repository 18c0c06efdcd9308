"""The date of the paper itself: labelled, alone at the top, or beside the signature."""

import re
from itertools import islice

from vault.services.documents.candidates.dates import Printed, date_at
from vault.services.documents.candidates.found import LIKELY, SURE, WEAK, date_candidate
from vault.services.documents.candidates.labels import Spot, valued
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.rows import Cell
from vault.services.documents.candidates.runs import Run
from vault.services.documents.candidates.setting import Setting

_LABELLED = re.compile(
    r"(?<![\w/])(?:(?:statement|notice|letter|invoice|issue|issued|order|decision|print|mailing|mailed"
    r"|processed"
    r"|determination|referral|prescription|report|processing|process|bill(?:ing)?|receipt|document"
    r"|request) date"
    r"|date (?:of|on) (?:this )?(?:the )?(?:letter|notice|statement|issue|invoice|order|decision|referral"
    r"|determination|prescription|request|report|bill|processing|mailing)|date (?:issued|mailed"
    r"|processed|printed"
    r"|prepared|ordered|written|signed|prescribed)|(?:request|notice|letter) dated|(?:processed|issued"
    r"|mailed|dated)"
    r"(?: on)?|datum (?:des (?:bescheids?|schreibens|briefs)|der (?:verordnung|ausstellung|rechnung"
    r"|abrechnung))"
    r"|(?:rechnungs|ausstellungs|bescheid|verordnungs|abrechnungs|brief|beleg)datum"
    r"|(?:leistungs)?abrechnung vom|bescheid vom|ausgestellt am|erstellt am)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w/])(?:Date|DATE|Datum|DATUM)(?= ?:| ?$| \d| [A-Z][a-z]{2,8}\.? \d)")
_SIGNED = re.compile(r"(?<!\w)(?:signed(?: on| at)?|signature date|unterschrieben am)\b", re.IGNORECASE)
_PLACE = re.compile(r"[A-ZÄÖÜ][^\d,]{1,40}, (?:den )?(?=\d)|den (?=\d)")
_CLOCK = re.compile(r" (?:at )?\d{1,2}:\d\d")
_NOT_BEFORE = re.compile(r"[^\W\d]")
_OTHER_DATES = re.compile(
    r"\b(?:birth|born|dob|injury|loss|accident|service|received|visit|due|appointment|geburt|geb"
    r"|unfall|eingang"
    r"|leistung|seen|vom|payment|effective|from|until|start|end|expires?)\b",
    re.IGNORECASE,
)
_TABLE_HEADS = re.compile(
    r"\b(?:service|description|leistung|behandlung|amount|betrag|code|treatment|procedure|fee|charge"
    r"|units?|anzahl|item)\b",
    re.IGNORECASE,
)
_TOP = 0.5
_CLOSE_LINES, _LABEL_WORDS = 1.6, 4


def letter_dates(paper: Paper, setting: Setting) -> list[FieldCandidate]:
    """Candidates for `letter_date`; a label beats a place at the top, which beats a signature's date."""
    found = _labelled(paper, setting)
    alone = _alone(paper, setting)
    if not found:
        return alone or _signature(paper, setting)
    days = {item.value for item in found}
    return found + [item for item in alone if item.value in days]


def _labelled(paper: Paper, setting: Setting) -> list[FieldCandidate]:
    def parse(run: Run, position: int) -> Printed | None:
        return date_at(run.text, position, setting.day_first)

    found: list[FieldCandidate] = []
    for rule in (_LABELLED, _BARE):
        for hit in valued(paper, rule, parse):
            cell = paper.cells[hit.cell]
            if cell.run.page != 1 or _NOT_BEFORE.search(cell.text[: max(0, cell.text.find(hit.label))]):
                continue
            if hit.spot.how == "below" and rule is _BARE and _in_table(paper, cell, hit.spot):
                continue
            found += date_candidate("letter_date", hit.spot.run, hit.value, SURE)
    return found


def _in_table(paper: Paper, cell: Cell, spot: Spot) -> bool:
    value = paper.cells[spot.run.tokens[0].cell]
    others = " ".join(other.text for other in paper.row_of(cell) if other is not cell)
    next_down = next(iter(paper.below(value)), None)
    again = next_down is not None and date_at(next_down.text, 0, None) is not None
    return bool(_TABLE_HEADS.search(others)) or again


def _alone(paper: Paper, setting: Setting) -> list[FieldCandidate]:
    found: list[FieldCandidate] = []
    for cell in paper.cells:
        if cell.run.page != 1 or cell.run.box[1] > _TOP:
            continue
        printed = _whole(cell.text, setting)
        if printed is not None and not _belongs_elsewhere(paper, cell):
            found += date_candidate("letter_date", cell.run, printed, SURE)
    return found


def _whole(text: str, setting: Setting) -> Printed | None:
    match = _PLACE.match(text)
    printed = date_at(text, match.end() if match else 0, setting.day_first)
    return printed if printed is not None and printed.end >= len(text.rstrip(" .")) else None


def _belongs_elsewhere(paper: Paper, cell: Cell) -> bool:
    """Return a date beside or near a label or another date stands in a form or table."""
    left = paper.left_of(cell)
    if left is not None and (left.text.endswith(":") or _OTHER_DATES.search(left.text)):
        return True
    near = [other for other in _around(paper, cell) if _gap(other, cell) < _CLOSE_LINES * cell.height]
    row_dates = sum(1 for other in paper.row_of(cell) if date_at(other.text, 0, None))
    return row_dates > 1 or any(
        (len(other.run.tokens) <= _LABEL_WORDS and (_OTHER_DATES.search(other.text) or "DATE" in other.text))
        or date_at(other.text, 0, None)
        for other in near
    )


def _around(paper: Paper, cell: Cell) -> list[Cell]:
    return [*islice(paper.above(cell), 1), *islice(paper.below(cell), 1)]


def _gap(one: Cell, other: Cell) -> float:
    return max(one.run.box[1] - other.run.box[3], other.run.box[1] - one.run.box[3])


def _signature(paper: Paper, setting: Setting) -> list[FieldCandidate]:
    found: list[FieldCandidate] = []
    for cell in paper.cells:
        printed = date_at(cell.text, 0, setting.day_first)
        if printed is None or cell.run.page != 1 or cell.run.box[1] < _TOP:
            continue
        stamped = bool(_CLOCK.match(cell.text, printed.end))
        found += date_candidate("letter_date", cell.run, printed, SURE if stamped else WEAK)
    if not found:
        for hit in valued(paper, _SIGNED, lambda run, at: date_at(run.text, at, setting.day_first)):
            found += date_candidate("letter_date", hit.spot.run, hit.value, LIKELY)
    return found
