"""Commands that take papers in and send a bundle out."""

from argparse import Namespace
from typing import TYPE_CHECKING

from vault.app import App
from vault.cli.opening import opened
from vault.cli.output import Output, table
from vault.cli.progress import Bar
from vault.domain.errors import ExitCode, InvalidFieldError, UserError
from vault.domain.records.papers import Document, DocumentKind
from vault.open_vault import OpenVault
from vault.services.documents.attach import Refused, Stored, Target
from vault.services.wording.catalogue import Wording
from vault.services.wording.errors import error_text, reason_text
from vault.services.wording.units import units

if TYPE_CHECKING:
    from vault.domain.bundle_plan import BundleOrder


def attach_command(options: Namespace, app: App, say: Wording) -> Output:
    """Store papers; each is safe before it is looked at."""
    kinds = [kind.value for kind in DocumentKind]
    if options.kind not in kinds:
        raise InvalidFieldError("document", "kind", "not_one_of", "|".join(kinds))
    with opened(options, app, say, parses=True) as vault, Bar(units(say)) as bar:
        arrivals = vault.papers.attach_files(options.files, _target(vault, options), bar)
        refused = arrivals.refused
        if refused and not arrivals.stored:
            raise refused[0].error
        documents, rows = [], []
        for each in arrivals.items:
            if isinstance(each, Refused):
                documents.append(_refusal(each, say))
                rows.append(("-", each.file, say.text("not stored"), error_text(each.error, say).happened))
                continue
            seen = vault.papers.look_at(each.document, app.sandbox()) if each.new else each.document
            documents.append(_document(each, seen))
            rows.append((seen.id, each.file, *_words(each, seen, say)))
        return Output(documents, table(rows), refused[0].error.exit_code if refused else ExitCode.OK)


def export_command(options: Namespace, app: App, say: Wording) -> Output:
    """Write a bundle, or say what would leave and what is missing."""
    from vault.cli.bundle_output import planned, written
    from vault.services.bundle.keeping import refuse_target, save

    if not options.dry_run:
        if options.out is None:
            raise UserError("usage", ExitCode.USAGE, detail=say.text("--out FILE is needed, or --dry-run."))
        refuse_target(options.out)
    with opened(options, app, say, parses=not options.dry_run) as vault, Bar(units(say)) as bar:
        plan = vault.plan_bundle(_order(vault, options))
        if options.dry_run:
            return planned(plan, say)
        exported = vault.export_bundle(plan, say, bar)
        save(exported.result.data, options.out)
        return written(exported, options.out, say)


def _order(vault: OpenVault, options: Namespace) -> "BundleOrder":
    from vault.domain.bundle_plan import BundleOrder, Profile

    profiles = []
    for letter in options.profile.upper().split(","):
        if letter.strip() not in list(Profile):
            raise UserError(
                "unknown_profile", ExitCode.USAGE, profile=letter.strip(), expected=", ".join(Profile)
            )
        profiles.append(Profile(letter.strip()))
    kind, referral = vault.records.find(options.referral)
    if kind != "referral":
        raise InvalidFieldError("bundle", "referral", "no_such_record", "id of a referral")
    return BundleOrder(
        profiles=tuple(profiles),
        referral=referral.id,
        recipient=options.recipient,
        purpose=options.purpose,
        incomplete=options.incomplete,
    )


def _target(vault: OpenVault, options: Namespace) -> Target:
    kind = DocumentKind(options.kind)
    if options.to is None:
        return Target(kind)
    record_kind, record = vault.records.find(options.to)
    person = record.id if record_kind == "person" else getattr(record, "person", None)
    if kind is DocumentKind.OTHER and record_kind in (DocumentKind.REFERRAL, DocumentKind.AUTHORIZATION):
        kind = DocumentKind(record_kind)
    return Target(kind, person, (record_kind, record.id))


def _refusal(refused: Refused, say: Wording) -> dict[str, object]:
    error = refused.error
    told = {"code": error.code, "values": error.values, "message": error_text(error, say).happened}
    return {"file": refused.file, "error": told}


def _document(stored: Stored, seen: Document) -> dict[str, object]:
    return {
        "id": seen.id,
        "file": stored.file,
        "new": stored.new,
        "kind": str(seen.kind),
        "sha256": seen.sha256,
        "size": seen.size,
        "type": seen.media_type,
        "pages": seen.pages,
        "has_text_layer": seen.has_text_layer,
        "unread_reason": seen.unread_reason,
        "links": [{"kind": link.kind, "record": link.record} for link in seen.links],
    }


def _words(stored: Stored, seen: Document, say: Wording) -> tuple[str, str]:
    safe = say.text("stored safely") if stored.new else say.text("was here already")
    if seen.unread_reason is not None:
        return safe, say.text("not opened: {reason}", reason=reason_text(seen.unread_reason, say))
    return safe, say.count(seen.pages or 0, "{n} page", "{n} pages")
