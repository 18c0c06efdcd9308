"""Sample records, plainly marked as such, dated around the day they are made."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vault.domain.period import add_months
from vault.services.records.writing import RecordService

if TYPE_CHECKING:
    from vault.domain.records.kinds import Record

_DAY = re.compile(r"(today|month|month-end)([+-]\d+)")


def add_sample(records: RecordService, folder: Path, today: dt.date) -> dict[str, str]:
    """Add the sample records of a folder in one transaction; return their ids by their names there.

    In values `@name` stands for the id of an earlier record, `today-70` for the day 70 days ago,
    `month-10` and `month-end+1` for the first and the last day of the month so many months away.
    """
    made: dict[str, Record] = {}
    for entry in json.loads((folder / "records.json").read_text("utf-8")):
        ids = {name: record.id for name, record in made.items()}
        made[entry["as"]] = records.made(entry["kind"], _filled(entry["values"], ids, today))
    records.put(list(made.values()))
    return {name: record.id for name, record in made.items()}


def _filled(value: Any, ids: dict[str, str], today: dt.date) -> Any:
    if isinstance(value, dict):
        return {name: _filled(member, ids, today) for name, member in value.items()}
    if isinstance(value, list):
        return [_filled(member, ids, today) for member in value]
    if isinstance(value, str) and value.startswith("@"):
        return ids[value[1:]]
    if isinstance(value, str) and (found := _DAY.fullmatch(value)):
        return _day(found[1], int(found[2]), today).isoformat()
    return value


def _day(unit: str, number: int, today: dt.date) -> dt.date:
    if unit == "today":
        return today + dt.timedelta(number)
    first = add_months(today.replace(day=1), number)
    return first if unit == "month" else add_months(first, 1) - dt.timedelta(1)
