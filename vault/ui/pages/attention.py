"""What waits for the person, counted for the side bar and listed for Today."""

from vault.domain.records.letters import InsurerRequest, RequestStatus
from vault.domain.today import Section, TodayItem, today_items, unfiled_papers
from vault.ui.navigation import PageId
from vault.ui.session import Session


def waiting(session: Session) -> tuple[TodayItem, ...]:
    """Return the items of the shown person; nothing before the first snapshot."""
    judged, snapshot = session.judged, session.snapshot
    if judged is None or snapshot is None:
        return ()
    due = [each for each in snapshot.due if each.person == judged.person.id]
    return today_items(judged.records, judged.verdicts, due, snapshot.today)


def counts(session: Session) -> dict[str, int]:
    """Return how many things wait on each page of the side bar."""
    judged = session.judged
    if judged is None:
        return {}
    requests = judged.records.all(InsurerRequest)
    return {
        PageId.TODAY: sum(item.section is Section.NOW for item in waiting(session)),
        PageId.INBOX: len(unfiled_papers(judged.records)),
        PageId.LETTERS: sum(request.status is RequestStatus.OPEN for request in requests),
    }
