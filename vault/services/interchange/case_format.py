"""The format of worked cases: which fields it knows, and its names for papers."""

from vault.domain.records.papers import DocumentKind

CASE_FIELDS = frozenset({"name", "today", "policies", "referrals", "auths", "visits", "expect"})
POLICY_FIELDS = frozenset(
    {
        "id",
        "start",
        "end",
        "order",
        "excluded",
        "requires_referral",
        "requires_auth",
        "request_days",
        "therapist_types",
        "conditions",
        "benefits",
        "file_days",
    }
)
BENEFIT_FIELDS = frozenset({"services", "per", "visits", "prior_used"})
REFERRAL_FIELDS = frozenset(
    {
        "id",
        "authored_on",
        "valid_from",
        "valid_until",
        "start_by",
        "max_gap",
        "visits",
        "used_elsewhere",
        "frequency",
        "services",
        "performer",
        "diagnosis",
        "signed",
        "referrer",
        "doc",
    }
)
FREQUENCY_FIELDS = frozenset({"n", "per", "every", "low"})
AUTHORIZATION_FIELDS = frozenset(
    {"id", "number", "start", "end", "units", "unit", "used_elsewhere", "services", "provider", "status"}
)
VISIT_FIELDS = frozenset(
    {
        "id",
        "date",
        "time",
        "status",
        "service",
        "provider",
        "provider_type",
        "condition",
        "cause",
        "units",
        "gap_reason",
        "referral",
        "docs",
        "filed",
        "denied",
    }
)

PAPERS = {
    "itemised_bill": DocumentKind.ITEMIZED_BILL,
    "card_slip": DocumentKind.CARD_RECEIPT,
    "cheque": DocumentKind.CHECK,
    "self_made": DocumentKind.SELF_MADE_BILL,
    **{kind.value: kind for kind in DocumentKind},
}
"""Kinds of paper by their names in cases; a name not among them is a paper that is no bill."""
