"""First and last date of service: from a table of visits, or from words that name the dates of treatment."""

import re
from datetime import date

from vault.services.documents.candidates.amounts import find_amounts
from vault.services.documents.candidates.dates import Printed, date_at, find_dates
from vault.services.documents.candidates.found import LIKELY, SURE, Place, candidate
from vault.services.documents.candidates.labels import valued
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.rows import Cell
from vault.services.documents.candidates.runs import Run
from vault.services.documents.candidates.setting import Setting
from vault.services.documents.candidates.yearless import listed_days

_SERVICE = (
    r"(?:dates? of (?:the )?(?:service|treatments?|care|visits?)|(?:services?|treatment|visit"
    r"|appointment) dates?|dos|service (?:from|period)"
    r"|(?:treatments?|services?|visits?|sessions?|appointments?|massage)(?: (?:received|provided|given"
    r"|dated|on|performed|rendered|held|between|from))+"
    r"|behandlungs(?:zeitraum|datum|daten|tage?)|leistungs(?:zeitraum|datum|tage?)"
    r"|behandlung(?:en)? (?:vom|am|im zeitraum|in der zeit)(?: vom)?"
    r"|(?:behandelt|leistungen|leistung|sitzungen|termine) (?:vom|am)|zeitraum(?: der behandlung)?)"
)
_LEADING = re.compile(rf"(?<![\w-]){_SERVICE}(?![\w-])", re.IGNORECASE)
_CUE = re.compile(
    rf"(?<![\w-]){_SERVICE}[:,(]? ?(?:were |was |are |is |of |on |vom |am |from |between |the )?$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:antrag|anfrage|anträge|bescheid|verordnung|application|applied|prescription|referral|asked)\b",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\)? ?(?:-|–|—|to|through|thru|until|and|und|bis(?: zum)?|,|;|&)(?: (?:and|und))? ?", re.IGNORECASE
)
_HEAD = re.compile(
    r"\b(?:dates?|datum|dos|service|behandlung|behandelt|leistungsdatum|tag|from|visit)\b", re.IGNORECASE
)
_NOT_HEAD = re.compile(
    r"\b(?:invoice|rechnung|paid|payment|received|posted|processed|bill(?:ed)? date|issued|eingang"
    r"|gezahlt)\b",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"\b(?:massages?|therap\w+|physio\w*|manuelle?|behandlung\w*|krankengymn\w*|session|treatment"
    r"|visit|RMT|min)\b",
    re.IGNORECASE,
)
_TO_BOX = re.compile(r"(?<![\w-])(?:to|through|thru|bis)(?![\w-])", re.IGNORECASE)
_FROM_BOX = re.compile(
    r"(?<![\w-])(?:dates? of service|service dates?|treatment dates?|treatment)(?: ?[:(-]? ?from)(?![\w-])",
    re.IGNORECASE,
)
_DASHED = re.compile(r" ?[–—:-]")
_STARTS_DATED = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]|[12]\d{3}-\d\d-|\w{3,9} \d{1,2}, |\d{1,2} \w{3,9} \d{4}"
)
_UP, _COLUMN = 45, 8
_REACH = 70
_CLOSE = 3.0


def service_dates(paper: Paper, setting: Setting, kind: str | None) -> list[FieldCandidate]:
    """Candidates for `dos_from` and `dos_to`; where two ways disagree, both are only likely."""
    if kind not in ("eob", "bill", "denial", "request"):
        return []
    sources = [_boxes(paper, setting), _spoken(paper, setting), _listed(paper, setting)]
    spans = [_extent(source) for source in sources if source]
    if not spans:
        return []
    days = {(first[0], last[0]) for first, last in spans}
    agreed = len(days) == 1
    found: list[FieldCandidate] = []
    for first, last in spans:
        for name, (day, place) in (("dos_from", first), ("dos_to", last)):
            found.append(candidate(name, day.isoformat(), place, SURE if agreed else LIKELY))
    return found


_Dated = tuple[date, Place]


def _extent(dates: list[_Dated]) -> tuple[_Dated, _Dated]:
    return min(dates, key=lambda item: item[0]), max(dates, key=lambda item: item[0])


def _place(run: Run, printed: Printed) -> _Dated:
    return printed.day, Place(run, printed.start, printed.end)


def _listed(paper: Paper, setting: Setting) -> list[_Dated]:
    return listed_days(paper) or _under_heads(paper, setting) or _table(paper, setting)


def _boxes(paper: Paper, setting: Setting) -> list[_Dated]:
    def parse(run: Run, position: int) -> Printed | None:
        return date_at(run.text, position, setting.day_first)

    found: list[_Dated] = []
    for hit in valued(paper, _FROM_BOX, parse):
        if not hit.value.sure:
            continue
        label = paper.cells[hit.cell]
        right = paper.right_of(label)
        found.append(_place(hit.spot.run, hit.value))
        if right is not None and _TO_BOX.search(right.text):
            for below in paper.below(right):
                printed = date_at(below.text, 0, setting.day_first)
                if printed is not None:
                    found.append(_place(below.run, printed))
                    break
    return found


def _spoken(paper: Paper, setting: Setting) -> list[_Dated]:
    found: list[_Dated] = []
    for flow in paper.flows:
        chain_end = -1
        for printed in find_dates(flow.text, setting.day_first):
            before = flow.text[max(0, printed.start - _REACH) : printed.start]
            chained = chain_end >= 0 and bool(_JOIN.fullmatch(flow.text[chain_end : printed.start]))
            asked = _ASKED.search(before[before.rfind(". ") + 1 :])
            if not printed.sure or asked or not (chained or _CUE.search(before)):
                chain_end = -1
                continue
            found.append(_place(flow.run, printed))
            chain_end = printed.end
    if not found:
        found = _labelled(paper, setting)
    return found


def _labelled(paper: Paper, setting: Setting) -> list[_Dated]:
    def parse(run: Run, position: int) -> list[Printed] | None:
        printed = date_at(run.text, position, setting.day_first)
        made: list[Printed] = []
        while printed is not None and printed.sure:
            made.append(printed)
            join = _JOIN.match(run.text, printed.end)
            printed = date_at(run.text, join.end(), setting.day_first) if join else None
        return made or None

    return [
        _place(hit.spot.run, printed)
        for hit in valued(paper, _LEADING, parse)
        if hit.spot.how != "below" or not _many_below(paper, hit.spot.run)
        for printed in hit.value
    ]


def _many_below(paper: Paper, run: Run) -> bool:
    """Return a heading over a column of dates is read as a table."""
    below = next(iter(paper.below(paper.cells[run.tokens[0].cell])), None)
    return below is not None and date_at(below.text, 0, None) is not None


def _table(paper: Paper, setting: Setting) -> list[_Dated]:
    found: list[_Dated] = []
    for row in paper.rows:
        cells = [paper.cells[index] for index in row]
        listed = _row_dates(cells[0], setting)
        if listed and _is_line(paper, cells, listed[-1], setting):
            found += [_place(cells[0].run, printed) for printed in listed]
    return found


def _under_heads(paper: Paper, setting: Setting) -> list[_Dated]:
    """Return a cell that is a range, in a column whose heading names the period of treatment."""
    found: list[_Dated] = []
    for cell in paper.cells:
        first = date_at(cell.text, 0, setting.day_first)
        join = _JOIN.match(cell.text, first.end) if first else None
        last = date_at(cell.text, join.end(), setting.day_first) if join else None
        if first is None or last is None or last.end != len(cell.text) or not (first.sure and last.sure):
            continue
        if any(_LEADING.search(above.text) for above in _column_up(paper, cell)):
            found += [_place(cell.run, first), _place(cell.run, last)]
    return found


def _column_up(paper: Paper, cell: Cell) -> list[Cell]:
    above = [cell]
    while len(above) < _COLUMN:
        over = next(iter(paper.above(above[-1])), None)
        if over is None:
            break
        above.append(over)
    return above[1:]


def _row_dates(cell: Cell, setting: Setting) -> list[Printed]:
    """Dates at the beginning of a row, one or a list."""
    listed: list[Printed] = []
    printed = date_at(cell.text, 0, setting.day_first)
    while printed is not None and printed.sure:
        listed.append(printed)
        join = _JOIN.match(cell.text, printed.end)
        printed = date_at(cell.text, join.end(), setting.day_first) if join else None
    return listed


def _is_line(paper: Paper, cells: list[Cell], last: Printed, setting: Setting) -> bool:
    """Return a row of a statement: a date, then a service with its price, or a dash and the service."""
    heads = _heads(paper, cells[0])
    if _NOT_HEAD.search(heads):
        return False
    rest = " ".join([cells[0].text[last.end :], *(cell.text for cell in cells[1:])])
    if next(find_amounts(rest, setting), None) is not None:
        return bool(_HEAD.search(heads) or _LINE.search(rest))
    return bool(_DASHED.match(rest) and _LINE.search(rest))


def _heads(paper: Paper, cell: Cell) -> str:
    """Return the words over a column of dates."""
    current = cell
    for _ in range(_UP):
        above = next(iter(paper.above(current)), None)
        if above is None:
            return ""
        if not _STARTS_DATED.match(above.text):
            near = above if current.run.box[1] - above.run.box[3] < _CLOSE * current.height else None
            over = next(iter(paper.above(above)), None)
            if over is not None and above.run.box[1] - over.run.box[3] > above.height:
                over = None
            return " ".join(head.text for head in (over, near) if head is not None and near is not None)
        current = above
    return ""
