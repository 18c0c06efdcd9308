"""Answers typed and not yet saved, kept as drafts: a call on hold outlasts the automatic lock."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vault.domain.records.codec import Json
from vault.open_vault import OpenVault

DRAFT_KIND = "questions"


@dataclass(frozen=True, slots=True)
class PartyTyped:
    """What was typed for one party: who said so, and the values of each question by its key."""

    said: Mapping[str, Json]
    rows: Mapping[str, Mapping[str, Json]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed about a policy by party; `draft` is its id once it is stored."""

    policy: str
    parties: Mapping[str, PartyTyped] = field(default_factory=dict)
    draft: str | None = None


def keep_typed(typed: Typed, vault: OpenVault) -> Typed:
    """Store what was typed in place of its earlier draft; nothing typed takes the draft away."""
    if not typed.parties:
        if typed.draft is not None:
            vault.drafts.discard(typed.draft)
        return replace(typed, draft=None)
    parties = {
        name: {"said": dict(each.said), "rows": {key: dict(row) for key, row in each.rows.items()}}
        for name, each in typed.parties.items()
    }
    body = json.dumps({"parties": parties}, ensure_ascii=False)
    return replace(typed, draft=vault.drafts.save(DRAFT_KIND, typed.policy, body, typed.draft).id)


def find_typed(policy: str, vault: OpenVault) -> Typed | None:
    """Return what was typed about a policy last, None when nothing was."""
    for draft in vault.drafts.list():
        if draft.kind == DRAFT_KIND and draft.record_id == policy:
            told = json.loads(draft.body)["parties"]
            parties = {name: PartyTyped(each["said"], each["rows"]) for name, each in told.items()}
            return Typed(policy, parties, draft.id)
    return None
