"""Letters, calls, requests and appeals in one list: what came, what was said, what is due by when."""

from PySide6.QtWidgets import QWidget

from vault.domain.records.kinds import KINDS, kind_of
from vault.domain.records.letters import Appeal, Channel, Communication, InsurerRequest
from vault.open_vault import OpenVault
from vault.services.wording.catalogue import Wording
from vault.ui.desk import Desk
from vault.ui.models.columns import Row, Sorting
from vault.ui.models.filtering import Option
from vault.ui.models.letter_columns import Letter, letter_columns, letter_date, letter_of, letters_of
from vault.ui.models.listing import Ask, Listing, held_rows
from vault.ui.navigation import EditRecord
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.list_page import ListPage, ListSpec
from vault.ui.widgets.buttons import ButtonKind

_LETTER = EditRecord("communication", preset={"channel": "letter", "direction": "received"})
_CALL = EditRecord("communication", preset={"channel": "call", "direction": "sent"})
_KINDS = (Communication, InsurerRequest, Appeal)


class LettersPage(ListPage):
    """Everything that was written or said, the latest first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        say = desk.say
        buttons = (
            GoButton(desk, say.text("Add a call"), _CALL, icon="phone"),
            GoButton(desk, say.text("Add a letter"), _LETTER, icon="mail"),
            _add_request(desk),
        )
        super().__init__(desk, _spec(say), buttons, parent)

    def empty_buttons(self) -> tuple[GoButton, ...]:
        say = self.desk.say
        return (
            _add_request(self.desk),
            GoButton(self.desk, say.text("Add a letter"), _LETTER, icon="mail"),
            GoButton(self.desk, say.text("Add a call"), _CALL, icon="phone"),
        )

    def kind_of(self, record_id: str) -> str:
        facts = self.model.facts
        row = None if facts is None else letter_of(facts, record_id)
        return self.spec.kind if row is None else kind_of(row)


def _add_request(desk: Desk) -> GoButton:
    return GoButton(
        desk, desk.say.text("Add a request"), EditRecord("request"), kind=ButtonKind.FILLED, icon="plus"
    )


def _spec(say: Wording) -> ListSpec:
    return ListSpec(
        "communication",
        say.text("Letters"),
        say.text("Filter these letters"),
        "mail",
        letter_columns(say),
        Sorting("date", descending=True),
        list_letters,
        _read,
        (
            say.text("No letters yet"),
            say.text(
                "Letters from the insurer, your answers and notes of calls belong here, with their dates."
            ),
        ),
        choice=(say.text("Kind"), say.text("All kinds")),
    )


def list_letters(ask: Ask, _vault: OpenVault) -> Listing:
    """Return the letters asked for; there are never many, so all are in hand."""
    facts = ask.known()
    rows = letters_of(facts)
    names = _names(ask.say)
    held = {_group(row) for row in rows}
    wanted = [row for row in rows if ask.filtering.choice in ("", _group(row))]
    options = tuple(Option(key, name) for key, name in names.items() if key in held)
    return held_rows(ask, wanted, facts, total=len(rows), key=_order, options=options)


def _names(say: Wording) -> dict[str, str]:
    return {
        "request": say.text("Requests"),
        "letter": say.text("Letters"),
        "call": say.text("Calls"),
        "appeal": say.text("Appeals"),
    }


def _group(row: Letter) -> str:
    if isinstance(row, Communication):
        return "call" if row.channel is Channel.CALL else "letter"
    return kind_of(row)


def _order(row: Letter) -> tuple[str, str]:
    day = letter_date(row)
    return "" if day is None else day.isoformat(), row.id


def _read(vault: OpenVault, ids: tuple[str, ...]) -> tuple[Row, ...]:
    kinds = [kind for kind, record_class in KINDS.items() if record_class in _KINDS]
    return tuple(row for kind in kinds for row in vault.rows(kind, ids))
