"""Commands that write what a person puts on the wall or into a calendar."""

from argparse import Namespace

from vault.app import App
from vault.cli.opening import opened
from vault.cli.output import Output, lines
from vault.domain.errors import ExitCode, InvalidFieldError, UserError
from vault.open_vault import OpenVault
from vault.services.wording.catalogue import Wording


def calendar_command(options: Namespace, app: App, say: Wording) -> Output:
    """Write due dates as a calendar file; the same dates update those of an earlier file."""
    from vault.services.bundle.keeping import refuse_target, save
    from vault.services.reminders.agenda import AgendaLevel
    from vault.services.reminders.calendar_events import CalendarOrder

    refuse_target(options.out)
    with opened(options, app, say) as vault:
        person = None if options.person is None else _person(vault, options.person)
        order = CalendarOrder(AgendaLevel(options.detail), person, options.visits)
        made = vault.make_calendar(order, say)
        save(made.data, options.out)
    document = {"file": str(options.out), "events": made.events, "canceled": made.canceled}
    told = [say.count(made.events, "{file}: {n} event", "{file}: {n} events", file=str(options.out))]
    if made.canceled:
        told.append(say.count(made.canceled, "{n} earlier event canceled", "{n} earlier events canceled"))
    return Output(document, lines(*told))


def overview_command(options: Namespace, app: App, say: Wording) -> Output:
    """Write one page about a person as PDF."""
    from vault.services.bundle.keeping import refuse_target, save

    refuse_target(options.out)
    with opened(options, app, say) as vault:
        person = _person(vault, options.person) if options.person is not None else _only_person(vault)
        save(vault.make_overview(person, say), options.out)
    return Output(
        {"file": str(options.out), "person": person},
        lines(say.count(1, "{file}: {n} page", "{file}: {n} pages", file=str(options.out))),
    )


def _only_person(vault: OpenVault) -> str:
    people = vault.list("person")
    if len(people) != 1:
        raise UserError("which_person", ExitCode.USAGE)
    return people[0].id


def _person(vault: OpenVault, record_id: str) -> str:
    kind, person = vault.records.find(record_id)
    if kind != "person":
        raise InvalidFieldError(kind, "person", "no_such_record", "id of a person")
    return person.id
