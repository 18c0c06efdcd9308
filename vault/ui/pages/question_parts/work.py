"""What the page of questions lets be done away from the window: ask, store the answers, write the sheet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vault.domain.changes import Changes
from vault.domain.questions import Question, Wanted, questions
from vault.domain.records.policy import Policy
from vault.open_vault import OpenVault, Snapshot
from vault.services.bundle.keeping import refuse_target, save
from vault.services.bundle.question_script import Script, question_script
from vault.services.records.answering import Answer, Call, Told, answer
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.catalogue import Wording
from vault.services.wording.questions import answers_summary
from vault.services.wording.titles import record_title


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions about a policy, and the records they were read off."""

    script: Script
    snapshot: Snapshot
    judged: PersonVerdicts

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in their order."""
        return self.script.questions


def find_questions(snapshot: Snapshot, policy_id: str, wanted: Wanted | None = None) -> Asked | None:
    """Return what to ask about a policy; None when it is not there any more."""
    policy = snapshot.records.get(Policy, policy_id)
    judged = None if policy is None else snapshot.of_person(policy.person)
    if policy is None or judged is None:
        return None
    found = questions(judged.records, judged.verdicts, policy, snapshot.today, wanted)
    return Asked(Script(judged.person, policy, found), snapshot, judged)


@dataclass(frozen=True, slots=True)
class Entered:
    """The answers of one call; `draft` is the id of the draft they were kept in, if they were."""

    call: Call
    answers: tuple[Answer, ...]
    draft: str | None


def store_answers(entered: Entered, say: Wording, today: dt.date, vault: OpenVault) -> Changes:
    """Store answers and the call they came from, and forget the draft."""
    records = vault.snapshot().records

    def name_of(kind: str, record_id: str) -> str:
        return record_title(records, kind, record_id, say)

    def summarize(told: Sequence[Told]) -> str:
        return answers_summary(told, say, name_of)

    changes = answer(vault.records, entered.call, entered.answers, summarize, today).changes
    if entered.draft is not None:
        vault.drafts.discard(entered.draft)
    return changes


def write_sheet(asked: Asked, say: Wording, target: Path, vault: OpenVault) -> Path:
    """Write the questions as a PDF; a file that is there already is never replaced."""
    refuse_target(target)
    made = question_script(asked.script, asked.snapshot.records, say, vault.typesetter())
    save(made.pdf, target)
    return target
