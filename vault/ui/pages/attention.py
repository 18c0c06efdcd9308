"""What waits for the person, counted for the side bar."""

from vault.domain.records.letters import InsurerRequest, RequestStatus
from vault.domain.today import Section, unfiled_papers
from vault.ui.navigation import PageId
from vault.ui.session import Session


def counts(session: Session) -> dict[str, int]:
    """Return how many things wait on each page of the side bar."""
    judged = session.judged
    if judged is None:
        return {}
    requests = judged.records.all(InsurerRequest)
    return {
        PageId.TODAY: sum(item.section is Section.NOW for item in session.waiting),
        PageId.INBOX: len(unfiled_papers(judged.records)),
        PageId.LETTERS: sum(request.status is RequestStatus.OPEN for request in requests),
    }
