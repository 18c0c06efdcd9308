"""Verdicts as JSON and as rows: the same shape for judge and for the vault."""

from typing import TYPE_CHECKING

from vault.domain.coverage.verdict import Finding, Hit
from vault.services.wording.catalogue import Wording
from vault.services.wording.verdicts import hit_fix, hit_sentence, verdict_word

if TYPE_CHECKING:
    from vault.services.verdicts.judging import PersonVerdicts


def visit_document(finding: Finding, say: Wording, *, evidence: bool = False) -> dict[str, object]:
    """Return one finding as JSON; with evidence also the papers charged and the notes."""
    document: dict[str, object] = {
        "verdict": finding.verdict.name,
        "rules": [_rule(hit, say, evidence=evidence) for hit in finding.hits],
    }
    if evidence:
        document["referral"] = finding.referral
        document["authorization"] = finding.authorization
        document["benefit_limits"] = list(finding.limits)
        document["notes"] = [_rule(hit, say, evidence=True) for hit in finding.notes]
    return document


def visit_rows(judged: "PersonVerdicts", say: Wording) -> list[tuple[str, ...]]:
    """Return a row for each visit: date, word, what was found."""
    rows: list[tuple[str, ...]] = []
    for verdict in judged.verdicts:
        shown = verdict.forecast or verdict.finding
        word = verdict_word(shown.verdict, say)
        if verdict.forecast is not None:
            word = say.text("{verdict} (planned)", verdict=word)
        found = " ".join(hit_sentence(hit, say) for hit in shown.hits)
        rows.append((say.date(judged.visit_date(verdict.visit)), word, found))
    return rows


def _rule(hit: Hit, say: Wording, *, evidence: bool) -> dict[str, object]:
    document: dict[str, object] = {
        "id": hit.rule,
        "carc": hit.carc,
        "sentence": hit_sentence(hit, say),
        "fix": hit_fix(hit, say),
    }
    if evidence:
        document["evidence"] = [
            {"kind": each.kind, "record": each.record, "document": each.document, "page": each.page}
            for each in hit.evidence
        ]
        document["missing"] = hit.missing
        document["fix_code"] = hit.fix
    return document
