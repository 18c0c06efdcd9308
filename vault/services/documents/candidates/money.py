"""Totals of a bill or an explanation of benefits: billed, allowed, paid, owed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from vault.services.documents.candidates.amounts import amount_at
from vault.services.documents.candidates.found import LIKELY, SURE, Place, candidate
from vault.services.documents.candidates.labels import valued
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.setting import Setting
from vault.services.documents.candidates.tables import totals

_HEADS = (
    (
        "owe",
        (
            r"you(?:r)? (?:may )?(?:owe|pay|share|cost|responsib\w+)|patient (?:resp\w*|owes|pays"
            r"|share|balance)|member (?:resp\w*|owes|pays|share|liability)|amount (?:you )?owe[ds]?"
            r"|eigenanteil|balance due|owed"
        ),
    ),
    (
        "paid",
        (
            r"(?:plan|we|insurer|insurance|benefits?|amount|net|total|claim) (?:paid|pays|payment)"
            r"|paid|benefit payable|payment amount|payable|erstattung|erstattet|erstattungsbetrag"
            r"|auszahlung|zahlbetrag"
        ),
    ),
    (
        "allowed",
        (
            r"allowed|allowable|allowance|eligible|negotiated|approved|recogni[sz]ed|covered amount"
            r"|contract(?:ed)? rate|erstattungs- ?fähig\w*|erstattungsfähig\w*|anerkannt\w*"
            r"|berücksichtigungs\w*|berücksichtigt"
        ),
    ),
    (
        "billed",
        (
            r"billed|charged?s?|submitted|claimed|invoiced?|rechnungs- ?betrag|rechnungsbetrag"
            r"|eingereicht\w*|fee|amount claimed"
        ),
    ),
)
_NOT_TOTAL = re.compile(
    r"\bnot\b|deduct|copay|co-pay|coinsur|discount|not covered|excess|selbstbehalt|selbstbeteiligung|write"
    r"|adjust|zuzahl",
    re.IGNORECASE,
)
_RULES = tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _HEADS)
_LABELS = (
    (
        "billed",
        (
            r"total (?:amount )?(?:charged?|charges|billed|submitted|claimed|fees?)|total for (?:this"
            r"|all) \w+|amount (?:claimed|billed|charged|submitted)|(?:claimed|submitted"
            r"|billed) (?:amount|total)|rechnungsbetrag|eingereichter betrag|gesamtbetrag"
            r"|rechnungssumme|endbetrag|gesamtsumme|invoice total|total \(?inc\w*\.? \w+\)?|total fee"
        ),
    ),
    (
        "allowed",
        (
            r"total (?:negotiated rate|allowed|eligible|approved)(?: amount)?|(?:allowed"
            r"|eligible) (?:amount|total)|erstattungsfähiger betrag|davon erstattungsfähig"
        ),
    ),
    (
        "paid",
        (
            r"total (?:paid|payment|we paid|plan paid)(?: to (?:your )?(?:provider|you|member))?"
            r"|we (?:have )?paid(?: you)?(?= ?:| ?[$€£]|$)|(?:plan|insurance|insurer|benefit) paid"
            r"|(?:paid|payments?) (?:today|received"
            r"|to date)|amount paid|less (?:amount )?paid|(?<!\w )paid(?= ?:| ?[$€£]|$)"
            r"|(?:bereits )?(?:gezahlt|bezahlt|erhalten)|erstattungsbetrag|auszahlungsbetrag"
            r"|unsere erstattung"
        ),
    ),
    (
        "owe",
        (
            r"balance (?:due|owing|outstanding)|(?:total |amount )due(?: now)?|amount (?:owing|payable"
            r"|outstanding)|please pay|your (?:total )?(?:share|responsibility)"
            r"|(?:amount )?you (?:may )?owe(?: (?:your )?provider)?|patient (?:responsibility|balance)"
            r"|zu zahlen(?:der betrag)?|zahlbetrag|offener betrag|noch zu zahlen|zahlbar"
            r"|überweisen sie (?:bitte )?(?:den (?:gesamt)?betrag von)?|(?:ihr )?eigenanteil"
        ),
    ),
)
_LABEL_RULES = tuple(
    (name, re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE)) for name, words in _LABELS
)
_BILL_TOTAL = re.compile(r"(?<![\w-])(?:total|summe|gesamt)(?= ?:| ?[$€£\d]|$)", re.IGNORECASE)

_FAR = 0.8


def money(paper: Paper, setting: Setting, kind: str | None) -> list[FieldCandidate]:
    """Candidates for `billed`, `allowed`, `paid` and `owe`; none on papers that are no reckoning."""
    if kind not in ("eob", "bill", "denial"):
        return []
    found = list(_from_tables(paper, setting, kind))
    found += _from_labels(paper, setting)
    if kind == "bill" and not any(item.name == "billed" for item in found):
        found += _bare_total(paper, setting)
    return found


def _from_tables(paper: Paper, setting: Setting, kind: str) -> Iterator[FieldCandidate]:
    for column in totals(paper, setting):
        name = _head_name(column.head, kind)
        if name is not None and column.amount.currency is not None:
            added = not column.lines or sum(column.lines) == column.amount.cents
            place = Place(column.run, column.amount.start, column.amount.end)
            yield candidate(name, column.amount.canonical, place, SURE if added else LIKELY)


def _head_name(head: str, kind: str) -> str | None:
    if not head or _NOT_TOTAL.search(head):
        return None
    names = [name for name, rule in _RULES if rule.search(head)]
    if kind == "bill":
        names = [name for name in names if name == "billed"]
    return names[0] if len(names) == 1 or (names and names[0] == "owe") else None


def _from_labels(paper: Paper, setting: Setting) -> list[FieldCandidate]:
    found: list[tuple[FieldCandidate, str]] = []
    for name, rule in _LABEL_RULES:
        for hit in valued(paper, rule, lambda run, at: amount_at(run.text, at, setting), _FAR):
            amount, run = hit.value, hit.spot.run
            if amount.currency is None:
                continue
            trust = SURE if hit.spot.how in ("inline", "right") else LIKELY
            if hit.spot.how == "inline" and not amount.marked:
                trust = LIKELY
            made = candidate(name, amount.canonical, Place(run, amount.start, amount.end), trust)
            found.append((made, hit.label.lower()))
    return _totals_first(found)


def _totals_first(found: list[tuple[FieldCandidate, str]]) -> list[FieldCandidate]:
    """Beside a label that says total, the same words without it belong to single lines."""
    of_all = {item.name for item, label in found if label.startswith("total")}
    return [
        replace(item, confidence=LIKELY) if item.name in of_all and not label.startswith("total") else item
        for item, label in found
    ]


def _bare_total(paper: Paper, setting: Setting) -> list[FieldCandidate]:
    hits = valued(paper, _BILL_TOTAL, lambda run, at: amount_at(run.text, at, setting), _FAR)
    return [
        candidate("billed", hit.value.canonical, Place(hit.spot.run, hit.value.start, hit.value.end), SURE)
        for hit in hits
        if hit.value.currency is not None and hit.spot.how in ("inline", "right")
    ]
