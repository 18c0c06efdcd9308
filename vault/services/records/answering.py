"""The answers of one call go into their records together with the call itself, as one write."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from vault.domain.changes import Changes
from vault.domain.errors import ExitCode, InvalidFieldError, UserError
from vault.domain.records.codec import Json
from vault.domain.records.kinds import Record
from vault.services.records.writing import RecordService

Told = tuple[Record, tuple[str, ...]]
"""A record as an answer leaves it, and the names of the fields that were answered."""


@dataclass(frozen=True, slots=True)
class Call:
    """Who was asked, when, and under which reference; `policy` is the one it was about."""

    policy: str
    person: str
    spoken_to: str
    on: dt.date
    reference: str | None
    counterparty: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """JSON values for one record; `record` None adds one of the kind.

    None for the policy itself says that the insurer was asked and demands nothing further.
    """

    kind: str
    record: str | None
    values: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Answered:
    """What was stored: the records of the answers in their order, the call, and how to undo all of it."""

    records: tuple[Record, ...]
    call: str
    changes: Changes


def answer(
    service: RecordService,
    call: Call,
    answers: Sequence[Answer],
    summarize: Callable[[Sequence[Told]], str],
    today: dt.date,
) -> Answered:
    """Store answers, the call, and on the policy who said so, in one transaction.

    Raises invalid_field, nothing_answered or nobody_spoken_to; then nothing is stored.
    """
    if not any(each.values or each.record == call.policy for each in answers):
        raise UserError("nothing_answered", ExitCode.INVALID_FIELD)
    if not call.spoken_to.strip():
        raise UserError("nobody_spoken_to", ExitCode.INVALID_FIELD)
    if call.on > today:
        raise InvalidFieldError("communication", "date", "in_the_future", f"<= {today.isoformat()}")
    joined = _joined(answers)
    said: dict[str, Json] = {
        "said_by": call.spoken_to,
        "said_on": call.on.isoformat(),
        "call_reference": call.reference,
    }
    made = [
        _finished(service, each, said if (each.kind, each.record) == ("policy", call.policy) else {})
        for each in joined
    ]
    summary = summarize([(record, tuple(each.values)) for record, each in zip(made, joined, strict=True)])
    told = service.made(
        "communication",
        {
            "person": call.person,
            "direction": "sent",
            "channel": "call",
            "date": call.on.isoformat(),
            "counterparty": call.counterparty,
            "spoken_to": call.spoken_to,
            "call_reference": call.reference,
            "summary": summary or None,
            "policy": call.policy,
        },
    )
    changes = service.put([*made, told])
    return Answered(tuple(made), told.id, changes)


def _joined(answers: Sequence[Answer]) -> list[Answer]:
    """Return one answer for each record: several questions may be about the same one."""
    found: dict[tuple[str, str | None], dict[str, Json]] = {}
    for each in answers:
        if each.values or each.kind == "policy":
            found.setdefault((each.kind, each.record), {}).update(each.values)
    return [Answer(kind, record, values) for (kind, record), values in found.items()]


def _finished(service: RecordService, answered: Answer, said: Mapping[str, Json]) -> Record:
    if answered.record is None:
        return service.made(answered.kind, answered.values)
    return service.edited(answered.record, {**answered.values, **said})
