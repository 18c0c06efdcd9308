"""What mends a hit, as buttons, the likeliest first."""

from vault.domain.coverage.verdict import Finding, Hit
from vault.domain.records.visit import Visit
from vault.services.wording.titles import title_of
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.record_parts.edit_button import EditButton
from vault.ui.pages.record_parts.fix_requests import fix_requests
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.widgets.buttons import Button, ButtonKind

_MOST = 4


def fix_buttons(room: RecordRoom, visit: Visit, finding: Finding) -> list[Button]:
    """Return the buttons that mend what was found, the first one filled."""
    buttons: list[Button] = []
    seen: set[str] = set()
    worst = sorted(finding.hits, key=_badness)
    for hit in worst:
        for text, request in fix_requests(room, visit, hit):
            if text not in seen and len(buttons) < _MOST:
                seen.add(text)
                style = ButtonKind.PLAIN if buttons else ButtonKind.FILLED
                buttons.append(GoButton(room.desk, text, request, kind=style))
    return buttons


def outcome_buttons(room: RecordRoom, visit: Visit) -> list[Button]:
    """Return the buttons that say what became of a planned visit."""
    say = room.say
    deed = say.text("{record} changed", record=title_of(visit, say))
    return [
        EditButton(room.desk, text, visit.id, {"status": status}, deed, kind=style)
        for text, status, style in (
            (say.text("It took place"), "completed", ButtonKind.FILLED),
            (say.text("It was missed"), "no_show", ButtonKind.PLAIN),
            (say.text("It was canceled"), "cancelled", ButtonKind.PLAIN),
        )
    ]


def _badness(hit: Hit) -> int:
    return -int(hit.verdict)
