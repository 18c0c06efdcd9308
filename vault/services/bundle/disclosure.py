"""One line of the disclosure log for each file that leaves, with the very bytes kept sealed."""

from vault.domain.bundle_plan import BundlePlan
from vault.domain.ports import Clock, IdSource
from vault.domain.records.papers import Bundle, BundleFact, BundlePaper
from vault.services.bundle.export import ExportResult
from vault.services.documents.blobs import StoredBlob

_LONGEST_LABEL = 500
_LONGEST_TITLE = 200


def disclosure(
    plan: BundlePlan, result: ExportResult, stored: StoredBlob, ids: IdSource, clock: Clock
) -> Bundle:
    """Return the log's line for a bundle whose bytes have been stored."""
    return Bundle(
        id=ids.new_id(),
        person=plan.person.id,
        profile=",".join(plan.profiles),
        recipient=plan.recipient,
        purpose=plan.purpose,
        exported=clock.now(),
        blob=stored.id,
        size=stored.size,
        sha256=result.sha256,
        pages=result.pages,
        request=plan.subject.request.id if plan.subject.request is not None else None,
        referral=plan.referral,
        papers=tuple(
            BundlePaper(ids.new_id(), each.document, each.title[:_LONGEST_TITLE], each.sha256, each.pages)
            for each in result.manifest
        ),
        facts=tuple(
            BundleFact(ids.new_id(), label[:_LONGEST_LABEL], value[:_LONGEST_LABEL])
            for label, value in result.facts
        ),
        not_held=result.not_held,
    )
