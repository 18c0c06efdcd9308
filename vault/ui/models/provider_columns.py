"""The columns of doctors, therapists, clinics and offices."""

from vault.domain.query import SortKey
from vault.domain.records.people import CheckResult, IdentifierType, Provider, Role
from vault.services.wording.catalogue import Wording
from vault.services.wording.choices import choice_word
from vault.ui.models.columns import TableColumn, widest
from vault.ui.models.facts import DASH, Facts
from vault.ui.theme.tokens import Tone


def provider_columns(say: Wording) -> tuple[TableColumn, ...]:
    """Return the columns in their order."""
    return (
        TableColumn(
            "name", say.text("Name"), "Sample Street Rehab", _name, keys=(SortKey("name"),), takes_rest=True
        ),
        TableColumn(
            "role",
            say.text("What they do"),
            widest((*(choice_word(Role, each, say) for each in Role), _two_roles(say))),
            _roles,
            order=_roles_order,
        ),
        TableColumn(
            "number",
            say.text("Number"),
            "NPI 1234567893",
            _number,
            order=_number_order,
            tone=_number_tone,
            hidden_when_narrow=True,
            gives_way=1,
        ),
        TableColumn(
            "phone", say.text("Phone"), "(555) 0100-0199", _phone, keys=(SortKey("phone"),), tone=_quiet
        ),
    )


def _two_roles(say: Wording) -> str:
    return f"{choice_word(Role, Role.THERAPIST, say)}, {choice_word(Role, Role.CLINIC, say)}"


def _name(row: Provider, _facts: Facts) -> str:
    return row.name


def _roles(row: Provider, facts: Facts) -> str:
    return ", ".join(choice_word(Role, each, facts.say) for each in row.roles) or DASH


def _roles_order(record_id: str, facts: Facts) -> str:
    row = facts.records.get(Provider, record_id)
    return "" if row is None else _roles(row, facts).casefold()


def _number(row: Provider, facts: Facts) -> str:
    if not row.identifiers:
        return DASH
    first = row.identifiers[0]
    words = f"{choice_word(IdentifierType, first.type, facts.say)} {first.printed}"
    if first.check is CheckResult.FAILED:
        return f"{words}, {choice_word(CheckResult, first.check, facts.say)}"
    return words


def _number_order(record_id: str, facts: Facts) -> str:
    row = facts.records.get(Provider, record_id)
    return "" if row is None else _number(row, facts).casefold()


def _number_tone(row: Provider, _facts: Facts) -> Tone:
    failed = bool(row.identifiers) and row.identifiers[0].check is CheckResult.FAILED
    return Tone.RISK if failed else Tone.TEXT2


def _phone(row: Provider, _facts: Facts) -> str:
    return row.phone or DASH


def _quiet(_row: Provider, _facts: Facts) -> Tone:
    return Tone.TEXT2
