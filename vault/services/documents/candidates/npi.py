"""US provider numbers: ten digits behind their label, checked by the Luhn digit over the prefix 80840."""

import re

from vault.services.documents.candidates.found import SURE, Place, candidate
from vault.services.documents.candidates.labels import spots
from vault.services.documents.candidates.layout import Paper
from vault.services.documents.candidates.reading import FieldCandidate
from vault.services.documents.candidates.ticks import ticked

_LABEL = re.compile(
    r"(?<!\w)(?:NPI(?: ?(?:no|number|#|nr)\b\.?| ?#)?|National Provider Identifier)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:\d{10}|\d{4} \d{3} \d{3}|\d{3} \d{3} \d{4})(?![\w-])")
_LISTED = re.compile(r"(?:D\.?C\.?|M\.?D\.?|D\.?O\.?|N\.?P\.?|N\.?D\.?|LMT|PA-C),? (?=[12]\d{9}(?!\w))")
_PREFIX = "80840"


def npi_candidates(paper: Paper) -> list[FieldCandidate]:
    """Candidates for `npi` and, with a wrong check digit, `npi_invalid`; of ticked ones only those ticked."""
    seen: dict[str, tuple[Place, bool | None]] = {}
    for flow in paper.flows:
        for match in _LABEL.finditer(flow.text):
            for spot in spots(paper, flow.run, match.end()):
                number = _NUMBER.match(spot.run.text, spot.position)
                if number:
                    place = Place(spot.run, number.start(), number.end())
                    seen.setdefault(
                        number[0].replace(" ", ""), (place, ticked(paper, flow.run, match.start()))
                    )
                    break
        for match in _LISTED.finditer(flow.text):
            number = _NUMBER.match(flow.text, match.end())
            if number and luhn(number[0]):
                seen.setdefault(number[0], (Place(flow.run, number.start(), number.end()), None))
    marked = any(tick for _, tick in seen.values())
    found: list[FieldCandidate] = []
    for value, (place, tick) in seen.items():
        if marked and not tick:
            continue
        found.append(candidate("npi", value, place, SURE))
        if not luhn(value):
            found.append(
                candidate("npi_invalid", value, place, SURE, f"Luhn digit over {_PREFIX} and the number")
            )
    return found


def luhn(npi: str) -> bool:
    """Whether the check digit of a ten-digit provider number holds."""
    total = 0
    for index, digit in enumerate(reversed(_PREFIX + npi)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - cross sum of two digits
    return total % 10 == 0
