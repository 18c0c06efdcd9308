"""An open vault: its snapshot, made anew only when there is something new, and told person by person."""

from datetime import timedelta

from tests.fakes.vaults import SampleVault
from vault.domain.deadlines.due_date import DueDate, DueKind
from vault.domain.records.visit import Visit


def test_a_snapshot_is_the_same_until_something_is_written_or_the_day_is_another(sample: SampleVault) -> None:
    with sample.open() as vault:
        empty = vault.snapshot()
        assert vault.snapshot() is empty
        person = vault.records.add("person", {"name": "Sample Person"}).record.id
        one = vault.snapshot()
        assert [each.person.id for each in one.people] == [person]
        vault.records.delete(person)
        assert (vault.snapshot().people, vault.snapshot().trashed) == ((), 1)
        assert one.people
        sample.clock.advance(days=31)
        vault.empty_old_trash()
        last = vault.snapshot()
        assert (last.trashed, last.today) == (0, sample.clock.today())
        assert vault.snapshot() is last
        sample.clock.advance(days=1)
        assert vault.snapshot().today == sample.clock.today()


def test_a_snapshot_tells_of_each_person_what_waits_for_them(sample: SampleVault) -> None:
    with sample.open() as vault:
        first = vault.records.add("person", {"name": "First Sample"}).record.id
        second = vault.records.add("person", {"name": "Second Sample"}).record.id
        due = sample.clock.today().isoformat()
        vault.records.add("reminder", {"person": second, "label": "Call", "due": due})
        snapshot = vault.snapshot()
        assert snapshot.waiting_for(first) == ()
        assert [item.label for item in snapshot.waiting_for(second)] == ["Call"]
        assert snapshot.waiting_for("nobody") == ()


def test_a_snapshot_judges_what_changed_and_tells_what_moved(sample: SampleVault) -> None:
    today = sample.clock.today().isoformat()
    with sample.open() as vault:
        person = vault.records.add("person", {"name": "Sample Person"}).record.id
        plan = {"person": person, "insurer": "Sample Insurer", "member_id": "S-1", "start": today}
        needs = {"requires_referral": "yes", "requires_auth": "no", "filed_by": "clinic"}
        policy = vault.records.add("policy", plan | needs).record.id
        visit = {"person": person, "date": today, "provider": None, "service": "massage"}
        visit_id = vault.records.add("visit", visit).record.id
        before = vault.snapshot()
        assert not before.moved
        vault.records.edit(policy, {"requires_referral": "no"})
        after = vault.snapshot()
        assert after.moved.now_supported == (visit_id,)
        assert after.people[0].judgment == vault.verdicts()[0].judgment
        assert after.records.get(Visit, visit_id) is before.records.get(Visit, visit_id)


def test_rules_and_days_ahead_that_were_set_make_the_next_snapshot_new(sample: SampleVault) -> None:
    today = sample.clock.today().isoformat()
    with sample.open() as vault:
        person = vault.records.add("person", {"name": "Sample Person"}).record.id
        plan = {"person": person, "insurer": "Sample Insurer", "member_id": "S-1", "start": today}
        place = {"jurisdiction": "US", "plan_type": "erisa"}
        policy = vault.records.add("policy", plan | place).record.id
        request = {
            "person": person,
            "policy": policy,
            "received_on": today,
            "dated": None,
            "items": [{"words": "Records"}],
        }
        vault.records.add("request", request)

        def asked() -> DueDate:
            return next(each for each in vault.snapshot().due if each.kind is DueKind.ANSWER_REQUEST)

        before = vault.snapshot()
        assert asked().due == sample.clock.today() + timedelta(days=45)
        text = vault.rules.shipped()[-1].text
        at = text.index('id = "us-erisa-request"')
        vault.rules.save("us", text[:at] + text[at:].replace("value = 45", "value = 40", 1))
        assert vault.snapshot() is not before
        assert asked().due == sample.clock.today() + timedelta(days=40)
        vault.rules.delete("us")
        assert asked().due == sample.clock.today() + timedelta(days=45)
        vault.choices.set_leads(DueKind.ANSWER_REQUEST, (9, 2))
        assert asked().lead_days == (9, 2)
