"""What a notification says while the vault is locked: as much as the agenda tells, which the person chose."""

from collections.abc import Mapping, Sequence
from datetime import date

from vault.services.reminders.agenda import Agenda, AgendaItem, AgendaLevel
from vault.services.reminders.agenda_items import is_event
from vault.services.reminders.notice_words import NoticeText, days_text
from vault.services.reminders.plan import Notice
from vault.services.wording.catalogue import Wording
from vault.services.wording.deadlines import EVENT_TITLES, PAST_TITLES, TITLES

_MOST_LINES = 4


def agenda_text(notices: Sequence[Notice], agenda: Agenda, today: date, say: Wording) -> NoticeText:
    """Return the texts for what is due, what is overdue longest first."""
    counted = say.count(len(notices), "{n} date needs you today", "{n} dates need you today")
    items: Mapping[str, AgendaItem] = {each.id: each for each in agenda.items}
    lines = [_line(items[each.thing.key], agenda.level, today, say) for each in notices[:_MOST_LINES]]
    more = len(notices) - len(lines)
    if more > 0:
        lines.append(say.count(more, "and {n} more", "and {n} more"))
    return NoticeText(say.text("Referral Vault: {what}", what=counted), "\n".join(lines))


def unlock_text(say: Wording) -> NoticeText:
    """Return the texts that ask for an unlock."""
    body = say.text("Unlock your vault, so that your reminders are up to date.")
    return NoticeText(say.text("Referral Vault"), body)


def plain_text(say: Wording) -> NoticeText:
    """Return the texts for a day of which nothing more is known."""
    body = say.text("A date needs you. Unlock your vault to see which.")
    return NoticeText(say.text("Referral Vault"), body)


def _line(item: AgendaItem, level: AgendaLevel, today: date, say: Wording) -> str:
    days = (item.due - today).days
    if level is AgendaLevel.DATES:
        what = say.text("A date to keep")
    elif item.kind is None:
        what = item.label or say.text("A reminder of yours")
    else:
        titles = {**TITLES, **EVENT_TITLES, **(PAST_TITLES if days < 0 else {})}
        what = say.text(titles.get(item.kind, "A date to keep"))
        if item.label is not None:
            what = say.text("{title}: {record}", title=what, record=item.label)
    when = say.text("Now") if is_event(item) else days_text(days, say)
    return say.text("{when}: {what}", when=when, what=what)
