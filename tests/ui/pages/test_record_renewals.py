"""Renewing a referral, the chain of its renewals, and the choice which referral a visit is charged to."""

from tests.ui.desks import TODAY, Desks
from tests.ui.pages.record_pages import button, one, show, texts
from vault.domain.records.visit import Visit
from vault.ui.navigation import EditRecord, ShowRecord
from vault.ui.pages.record import RecordPage
from vault.ui.pages.record_parts.charging import ChargeButton
from vault.ui.widgets.link_label import LinkedText

SECOND = {
    "number": "RF-SAMPLE-2",
    "authored_on": "2026-09-01",
    "valid_until": "2027-03-01",
    "services": ["massage"],
    "signed": True,
    "visits": 5,
}


def second_referral(desks: Desks, **values: object) -> str:
    """Add another referral that fits the sample visits."""
    given = {"person": desks.ids["nora"], "referrer": desks.ids["doctor"], **SECOND, **values}
    return str(desks.ask(lambda vault: vault.records.add("referral", given)).record.id)


def test_renew_opens_a_form_that_takes_over_what_is_ordered(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "referral", desks.ids["referral"])
    button(page, "Renew…").click()
    request = desks.asked[-1]
    assert isinstance(request, EditRecord)
    assert (request.kind, request.id) == ("referral", None)
    assert request.preset["renewal_of"] == desks.ids["referral"]
    assert (request.preset["visits"], request.preset["services"]) == (10, ["massage"])
    assert request.preset["performer"] == desks.ids["therapist"]
    assert not {"number", "authored_on", "valid_until", "signed", "released_to"} & request.preset.keys()


def test_a_referral_shows_the_ones_before_and_after_it(desks: Desks, page: RecordPage) -> None:
    renewal = second_referral(desks, renewal_of=desks.ids["referral"])
    show(page, desks, "referral", desks.ids["referral"])
    said = texts(page)
    assert "Renewals" in said
    assert "Referral RF-48213 (this one)" in said
    chain = {"Referral RF-47001": desks.ids["old_referral"], "Referral RF-SAMPLE-2": renewal}
    for title, record in chain.items():
        (link,) = (each for each in page.findChildren(LinkedText) if each.accessibleName() == title)
        link.linkActivated.emit("0")
        assert desks.asked[-1] == ShowRecord("referral", record)


def test_one_that_stands_alone_shows_no_chain(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "referral", second_referral(desks))
    assert "Renewals" not in texts(page)


def test_a_visit_is_pinned_and_unpinned_at_once_and_undone(desks: Desks, page: RecordPage) -> None:
    other, visit = second_referral(desks), desks.ids["v06"]
    show(page, desks, "visit", visit)
    choice = one(page, ChargeButton)
    offers = {action.text(): action for action in choice.menu_of_papers.actions()}
    assert list(offers) == [
        "Automatic, by the rules",
        "Referral RF-48213, 5 left",
        "Referral RF-SAMPLE-2, 5 left",
    ]
    assert [text for text, action in offers.items() if action.isChecked()] == ["Automatic, by the rules"]
    offers["Referral RF-SAMPLE-2, 5 left"].trigger()
    desks.settle()
    assert pin(desks, visit) == other
    assert desks.deeds[-1].text == "Visit on Oct 27, 2026 is charged to Referral RF-SAMPLE-2"
    desks.undo()
    assert pin(desks, visit) is None


def test_a_pin_is_taken_away_again(desks: Desks, page: RecordPage) -> None:
    visit = desks.ids["v06"]
    desks.ask(lambda vault: vault.records.edit(visit, {"referral": desks.ids["referral"]}))
    show(page, desks, "visit", visit)
    automatic, pinned = one(page, ChargeButton).menu_of_papers.actions()
    assert (automatic.isChecked(), pinned.isChecked()) == (False, True)
    pinned.trigger()
    desks.settle()
    assert desks.deeds == []
    automatic.trigger()
    desks.settle()
    assert pin(desks, visit) is None
    assert desks.deeds[-1].text == "Visit on Oct 27, 2026 is charged by the rules"


def test_the_choice_opens_at_the_button(desks: Desks, page: RecordPage) -> None:
    second_referral(desks)
    show(page, desks, "visit", desks.ids["v06"])
    choice = one(page, ChargeButton)
    choice.click()
    assert choice.menu_of_papers.isVisible()
    choice.menu_of_papers.close()


def test_there_is_no_choice_where_the_rules_leave_none(desks: Desks, page: RecordPage) -> None:
    show(page, desks, "visit", desks.ids["v06"])
    assert page.findChildren(ChargeButton) == []
    second_referral(desks)
    show(page, desks, "visit", desks.ids["v04"])  # a visit that was missed is not counted
    assert page.findChildren(ChargeButton) == []


def pin(desks: Desks, visit: str) -> str | None:
    """Return what a visit is pinned to."""
    stored = desks.stored(visit)
    assert isinstance(stored, Visit)
    assert stored.date < TODAY
    return stored.referral
