"""Pins worth setting: the button that sets them at once, and which of them concern a visit."""

from collections.abc import Sequence
from functools import partial

from vault.domain.changes import Changes
from vault.domain.coverage.pin_advice import Advice, Pin
from vault.domain.record_set import RecordSet
from vault.open_vault import OpenVault
from vault.services.wording.titles import record_title
from vault.ui.desk import Desk
from vault.ui.widgets.buttons import Button


class PinButton(Button):
    """Writes all pins of an advice in one deed, which can be undone."""

    def __init__(self, desk: Desk, records: RecordSet, advice: Advice, *, small: bool = False) -> None:
        say = desk.say
        one = len(advice.pins) == 1
        super().__init__(
            desk.look, say.text("Charge it there") if one else say.text("Charge them there"), small=small
        )
        self._desk, self._records, self._advice = desk, records, advice
        self.clicked.connect(self._write)

    def _write(self) -> None:
        self.setEnabled(False)
        session = self._desk.session
        session.write(self._deed(), partial(set_pins, self._advice.pins), session)

    def _deed(self) -> str:
        say, pins = self._desk.say, self._advice.pins
        if len(pins) > 1:
            return say.text("{n} visits are charged to other referrals", n=len(pins))
        record = record_title(self._records, "visit", pins[0].visit, say)
        paper = record_title(self._records, "referral", pins[0].referral, say)
        return say.text("{record} is charged to {paper}", record=record, paper=paper)


def set_pins(pins: Sequence[Pin], vault: OpenVault) -> Changes:
    """Write the pins in one transaction."""
    return vault.records.put([vault.records.edited(pin.visit, {"referral": pin.referral}) for pin in pins])


def advice_on(visit: str, found: Sequence[Advice]) -> Advice | None:
    """Return the advice that pins a visit, with those it stands on; None where the visit stays."""
    for number, advice in enumerate(found, 1):
        if any(pin.visit == visit for pin in advice.pins):
            pins = tuple(pin for each in found[:number] for pin in each.pins)
            return Advice(
                pins, tuple(dict.fromkeys(one for each in found[:number] for one in each.supported))
            )
    return None
