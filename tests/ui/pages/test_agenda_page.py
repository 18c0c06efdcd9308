"""The page of dates: what is due and why, putting off, done, and open again."""

from PySide6.QtCore import Qt

from tests.ui.pages.list_desks import ListDesks, press, texts
from vault.domain.records.papers import Reminder
from vault.ui.navigation import EditRecord, ShowRecord
from vault.ui.pages.agenda import AgendaPage
from vault.ui.widgets.buttons import Button

NOTE = "Ask for the progress note"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def shown(lists: ListDesks) -> AgendaPage:
    """Return the page with the first row selected, at the keyboard."""
    page = lists.show("agenda")
    assert isinstance(page, AgendaPage)
    page.table.setFocus()
    select(lists, page, 0)
    return page


def row_of(page: AgendaPage, what: str) -> int:
    """Return the row that says this."""
    return texts(page, "what").index(what)


def select(lists: ListDesks, page: AgendaPage, row: int) -> None:
    """Select a row and wait until the page speaks of it."""
    page.binding.select(page.model.ids[row : row + 1])
    what = texts(page, "what")[row]
    lists.qtbot.waitUntil(lambda: page.why.text().startswith(what) and page.bar.isVisible())


def again(lists: ListDesks, page: AgendaPage) -> None:
    lists.settle()
    lists.show_again(page)


def test_dates_stand_soonest_first_and_only_the_persons(lists: ListDesks) -> None:
    page = shown(lists)
    days = [row.day for row in page._rows(page.model.ids)]
    assert days == sorted(days)
    assert texts(page, "record")[row_of(page, "The referral ends")] == "Referral RF-48213"
    assert texts(page, "source")[row_of(page, "The referral ends")] == "printed on the referral"
    assert texts(page, "source")[row_of(page, NOTE)] == "your own reminder"
    assert set(texts(page, "state")) == {"open"}
    lists.session.choose_person(lists.ids["finn"])
    lists.show_again(page)
    assert not set(texts(page, "record")) & {"Referral RF-48213", "Request RQ-2026-5518"}


def test_the_selected_date_says_why_it_is_that_day(lists: ListDesks) -> None:
    page = shown(lists)
    select(lists, page, row_of(page, "The referral ends"))
    assert page.why.isVisible()
    assert page.why.text().startswith("The referral ends: in 20 days,")
    assert "printed on the referral" in page.why.text()
    page.table.selectAll()
    lists.qtbot.waitUntil(lambda: not page.why.isVisible())


def test_a_date_is_done_and_comes_back_by_undo(lists: ListDesks) -> None:
    page = shown(lists)
    select(lists, page, row_of(page, "The referral ends"))
    press(page.table, Qt.Key.Key_D, CONTROL)
    again(lists, page)
    assert "The referral ends" not in texts(page, "what")
    assert [deed.text for deed in lists.deeds] == ["Done: The referral ends"]
    assert page.filters.choice is not None
    page.filters.choice.setCurrentIndex(page.filters.choice.findData("done"))
    lists.settle()
    assert (texts(page, "what"), texts(page, "state")) == (["The referral ends"], ["done"])
    lists.undo()
    lists.renew()
    page.filters.clear()
    again(lists, page)
    assert "The referral ends" in texts(page, "what")


def test_a_date_is_put_off_and_opened_again(lists: ListDesks) -> None:
    page = shown(lists)
    select(lists, page, row_of(page, "The referral ends"))
    press(page.table, Qt.Key.Key_D, CONTROL | SHIFT)
    again(lists, page)
    assert texts(page, "state")[row_of(page, "The referral ends")] == "until Nov 24, 2026"
    select(lists, page, row_of(page, "The referral ends"))
    button(page, "Put off for a week").click()
    again(lists, page)
    assert texts(page, "state")[row_of(page, "The referral ends")] == "until Nov 30, 2026"
    select(lists, page, row_of(page, "The referral ends"))
    button(page, "Open again").click()
    again(lists, page)
    assert texts(page, "state")[row_of(page, "The referral ends")] == "open"
    assert [deed.text.partition(":")[0] for deed in lists.deeds] == ["Put off", "Put off", "Open again"]


def test_an_open_date_cannot_be_opened_again(lists: ListDesks) -> None:
    page = shown(lists)
    assert not button(page, "Open again").isEnabled()
    assert button(page, "Open again").accessibleDescription() == "It is open already."


def test_the_persons_own_reminder_is_done_and_put_off_itself(lists: ListDesks) -> None:
    page = shown(lists)
    select(lists, page, row_of(page, NOTE))
    own = page.model.ids[row_of(page, NOTE)]
    button(page, "Put off for a week").click()
    again(lists, page)
    stored = lists.stored(own)
    assert isinstance(stored, Reminder)
    assert str(stored.snoozed_until) == "2026-11-30"
    assert (
        texts(page, "state")[texts(page, "what").index("Ask for the progress note")] == "until Nov 30, 2026"
    )


def test_rows_lead_to_their_records_and_the_head_to_a_new_reminder(lists: ListDesks) -> None:
    page = shown(lists)
    ends, note = row_of(page, "The referral ends"), row_of(page, NOTE)
    page.open_rows(page.model.ids[ends : ends + 1])
    page.open_rows(page.model.ids[note : note + 1])
    button(page, "Add a reminder").click()
    assert lists.asked == [
        ShowRecord("referral", lists.ids["referral"]),
        ShowRecord("reminder", page.model.ids[note]),
        EditRecord("reminder"),
    ]


def button(page: AgendaPage, text: str) -> Button:
    """Return a button of the page by its words; what has no room stands in a menu."""
    return next(each for each in page.findChildren(Button) if each.text() == text)


def test_what_nearly_runs_out_says_what_was_counted(lists: ListDesks) -> None:
    page = shown(lists)
    select(lists, page, row_of(page, "Little is left on the authorization"))
    lists.qtbot.waitUntil(page.why.isVisible)
    assert page.why.text().startswith("Little is left on the authorization: now, ")
    assert " ordered, " in page.why.text()
    assert "It is told from " in page.why.text()
