"""What planned visits would find, how long the papers last, and which pins help, in sentences."""

from datetime import date

from vault.domain.coverage.outlook import Outlook, RhythmBasis
from vault.domain.coverage.pin_advice import Advice, Pin
from vault.domain.record_set import RecordSet
from vault.domain.records.visit import Visit
from vault.services.wording.catalogue import Wording
from vault.services.wording.titles import record_title


def outlook_sentences(outlook: Outlook, renew_by: date | None, say: Wording, today: date) -> tuple[str, ...]:
    """Return the rhythm, the last supported visit and the day to renew, each as a sentence."""
    if renew_by is None:
        return _lasting(outlook, say)
    if renew_by > today:
        return *_lasting(outlook, say), say.text(
            "See the doctor for a renewal by {renew_by}.", renew_by=renew_by
        )
    return *_lasting(outlook, say), say.text("See the doctor for a renewal now.")


def _lasting(outlook: Outlook, say: Wording) -> tuple[str, ...]:
    rhythm = outlook.rhythm
    if rhythm is None:
        return (say.text("No rhythm of visits is known yet, so nothing is projected."),)
    if rhythm.basis is RhythmBasis.VISITS:
        read = say.count(
            rhythm.days,
            "Rhythm: a visit every {n} day, the median of the last {visits} visits.",
            "Rhythm: a visit every {n} days, the median of the last {visits} visits.",
            visits=rhythm.visits,
        )
    else:
        read = say.count(
            rhythm.days,
            "Rhythm: a visit every {n} day, as the referral orders.",
            "Rhythm: a visit every {n} days, as the referral orders.",
        )
    if outlook.is_open:
        return read, say.text("At this rhythm your papers support visits for the next two years.")
    if outlook.last is None:
        return read, say.text("Your papers do not support the next visit.")
    return read, say.text("The last visit your papers support at this rhythm: {last}.", last=outlook.last)


def advice_sentence(records: RecordSet, advice: Advice, say: Wording) -> str:
    """Return which visits to pin to which papers, and how many visits that supports."""
    pins = " ".join(_pin(records, pin, say) for pin in advice.pins)
    gained = say.count(
        len(advice.supported),
        "Then {n} more visit is supported.",
        "Then {n} more visits are supported.",
    )
    return f"{pins} {gained}"


def advised_pins(records: RecordSet, advice: Advice, say: Wording) -> str:
    """Return what to do, in a line: which visit to charge to which referral, or how many visits."""
    if len(advice.pins) > 1:
        return say.text("Charge {n} visits to other referrals", n=len(advice.pins))
    (pin,) = advice.pins
    visit = records.get(Visit, pin.visit)
    return say.text(
        "Charge the visit of {date} to {referral}",
        date=None if visit is None else visit.date,
        referral=record_title(records, "referral", pin.referral, say),
    )


def advised_gain(advice: Advice, say: Wording) -> str:
    """Return what pins would do."""
    return say.count(
        len(advice.supported),
        "{n} more visit would be supported; none would be supported less.",
        "{n} more visits would be supported; none would be supported less.",
    )


def _pin(records: RecordSet, pin: Pin, say: Wording) -> str:
    visit = records.get(Visit, pin.visit)
    return say.text(
        "Pin the visit of {date} to: {referral}.",
        date=None if visit is None else visit.date,
        referral=record_title(records, "referral", pin.referral, say),
    )
