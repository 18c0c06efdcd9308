"""A bundle was sent: the log's line gets the day, which nobody knew when the file was made."""

from datetime import date

from vault.domain.changes import Changes
from vault.services.records.writing import RecordService


def note_sent(records: RecordService, bundle_id: str, on: date) -> Changes:
    """Note the day a bundle was sent; raises invalid_field for a day to come or before it was made."""
    return records.edit(bundle_id, {"sent_on": on.isoformat()}).changes
