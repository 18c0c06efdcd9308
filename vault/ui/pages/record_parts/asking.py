"""How much is still to be asked about a policy, and the way to the questions."""

from functools import partial

from vault.domain.questions import Standing
from vault.domain.records.policy import Policy
from vault.open_vault import Snapshot
from vault.ui.jobs import Lane
from vault.ui.navigation import AskQuestions
from vault.ui.pages.go_button import GoButton
from vault.ui.pages.question_parts.work import Asked, find_questions
from vault.ui.pages.record_parts.layout import Group
from vault.ui.pages.record_parts.room import RecordRoom
from vault.ui.widgets.notice import Notice


class AskPart(Group):
    """Counts the open questions away from the window, then says how many there are."""

    def __init__(self, room: RecordRoom, policy: Policy) -> None:
        super().__init__(room, room.say.text("Questions to ask"))
        self._room, self._policy = room, policy
        room.desk.jobs.run(Lane.POOL, partial(_find, room.snapshot, policy.id), self, self._show)

    def _show(self, asked: Asked | None) -> None:
        say, room = self._room.say, self._room
        found = () if asked is None else asked.questions
        still = [each for each in found if each.standing is not Standing.LEFT_EMPTY]
        waiting = {visit for each in found for visit in each.visits}
        words = say.text("Every fact the verdicts need is recorded.")
        if still:
            words = say.count(len(still), "{n} question is open.", "{n} questions are open.")
        small = ""
        if waiting:
            small = say.count(
                len(waiting), "{n} visit waits for the answers.", "{n} visits wait for the answers."
            )
        button = GoButton(room.desk, say.text("Questions to ask…"), AskQuestions(self._policy.id), small=True)
        self.add(Notice(room.look, "circle-help" if still else "check", words, small, button))


def _find(snapshot: Snapshot, policy: str, _progress: object) -> Asked | None:
    return find_questions(snapshot, policy)
