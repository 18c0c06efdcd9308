"""What an export says: what will leave, what is missing, what left."""

from pathlib import Path

from vault.cli.output import Output, table
from vault.domain.bundle_plan import BundlePlan
from vault.services.bundle.keeping import Exported
from vault.services.bundle.labels import gap_lines
from vault.services.wording.catalogue import Wording


def planned(plan: BundlePlan, say: Wording) -> Output:
    """Say what would leave and what is missing; nothing was written."""
    gaps = gap_lines(say, plan.gaps)
    document = {
        "dry_run": True,
        "profiles": [str(profile) for profile in plan.profiles],
        "recipient": plan.recipient,
        "purpose": plan.purpose,
        "papers": [
            {"document": each.document, "kind": str(each.kind), "title": each.title, "pages": each.pages}
            for each in plan.papers
        ],
        "visits": len(plan.visits),
        "not_held": [text for text, _ in gaps],
        "left_out": [{"document": each.document, "reason": str(each.reason)} for each in plan.left_out],
    }
    lines = [say.text("Would leave for {recipient}:", recipient=plan.recipient)]
    lines += [f"  {each.title or each.kind}" for each in plan.papers]
    if plan.states_dates:
        lines.append(
            "  "
            + say.count(len(plan.visits), "Statement of dates, {n} visit", "Statement of dates, {n} visits")
        )
    lines += [f"  {text}: {state}" for text, state in gaps]
    return Output(document, tuple(lines))


def written(exported: Exported, out: Path, say: Wording) -> Output:
    """Say what was written and logged."""
    bundle, result = exported.bundle, exported.result
    document = {
        "id": bundle.id,
        "file": str(out),
        "sha256": bundle.sha256,
        "size": bundle.size,
        "pages": bundle.pages,
        "profiles": bundle.profile.split(","),
        "recipient": bundle.recipient,
        "manifest": [
            {"document": each.document, "title": each.title, "sha256": each.sha256, "pages": each.pages}
            for each in result.manifest
        ],
        "facts": [{"label": label, "value": value} for label, value in result.facts],
        "not_held": list(result.not_held),
    }
    rows = [(str(each.pages), each.title, each.sha256[:12]) for each in result.manifest]
    lines = (
        say.count(bundle.pages, "{file}: {n} page", "{file}: {n} pages", file=str(out)),
        *table(rows),
        *(say.text("not held: {what}", what=what) for what in result.not_held),
        say.text("Kept in the vault and noted in the log of what was disclosed."),
        say.text("Once it is sent: `edit {id} --set sent_on=YYYY-MM-DD` waits for an answer.", id=bundle.id),
    )
    return Output(document, lines)
