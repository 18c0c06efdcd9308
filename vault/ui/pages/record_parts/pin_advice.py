"""The hint that a visit, charged to another referral, would support more visits; one button does it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.domain.coverage.pin_advice import Advice
from vault.domain.records.visit import Visit
from vault.services.wording.what_if import advised_gain, advised_pins
from vault.ui.pages.pinning import PinButton, advice_on
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.widgets.notice import Notice


class PinAdvicePart(QWidget):
    """Nothing until something better was found, away from the window."""

    def __init__(self, room: RecordRoom, visit: Visit) -> None:
        super().__init__()
        self._room, self._visit = room, visit
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()
        if room.judged is not None:
            room.desk.session.advise(room.judged, self, self._show)

    def _show(self, found: tuple[Advice, ...]) -> None:
        advice = advice_on(self._visit.id, found)
        if advice is None:
            return
        room, say = self._room, self._room.say
        button = PinButton(room.desk, room.records, advice)
        heading, gain = advised_pins(room.records, advice, say), advised_gain(advice, say)
        if len(advice.pins) == 1:
            heading = say.count(
                len(advice.supported),
                "Charging this visit to {referral} instead would support {n} more visit",
                "Charging this visit to {referral} instead would support {n} more visits",
                referral=room.title("referral", advice.pins[0].referral),
            )
            gain = say.text("No visit would be supported less.")
        self._column.addWidget(Notice(room.look, "info", heading, gain, button, self))
        self.show()
