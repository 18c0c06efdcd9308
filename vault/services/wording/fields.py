"""Labels of the fields of every kind of record, of their sections, and titles of forms."""

from vault.domain.records.kinds import KINDS
from vault.services.wording.catalogue import Wording

COMMON: dict[str, str] = {
    "person": "Patient",
    "note": "Note",
    "number": "Number",
    "address": "Address",
    "phone": "Phone",
    "fax": "Fax",
    "email": "E-mail",
    "services": "Treatment",
    "status": "Status",
    "policy": "Policy",
    "referral": "Referral",
    "authorization": "Authorization",
    "provider": "Therapist",
    "conditions": "Conditions treated",
    "condition": "Condition treated",
    "codes": "Codes as printed",
    "code": "Code as printed",
    "units": "Units of 15 minutes",
    "unit": "Counted in",
    "used_elsewhere": "Of these used elsewhere",
    "valid": "Valid",
    "start": "First day",
    "end": "Last day",
    "date": "Date",
    "dated": "Dated",
    "received_on": "Received on",
    "due": "Due",
    "due_basis": "Where the due date comes from",
    "channel": "How it was sent",
    "claim_number": "Claim number",
    "charge": "Charge",
    "paid": "Paid",
    "name": "Name",
    "lines": "Lines",
    "visit": "Visit",
    "diagnosis": "Diagnosis",
    "cause": "Cause",
    "period": "Period",
}
"""Labels that are the same wherever the field stands."""

OWN: dict[str, dict[str, str]] = {
    "person": {
        "birth_date": "Date of birth",
        "relationship": "Relationship to the insured person",
    },
    "provider": {
        "roles": "What they do",
        "types": "Qualification",
        "identifiers": "Numbers",
        "registered": "Registered as plans demand?",
        "networks": "Networks",
        "portal": "Web portal",
    },
    "Identifier": {"type": "Kind of number", "printed": "Number as printed"},
    "policy": {
        "insurer": "Insurer",
        "member_id": "Member ID",
        "group": "Group",
        "plan_name": "Name of the plan",
        "plan_type": "Kind of plan",
        "jurisdiction": "Country or state",
        "order": "Which policy pays first?",
        "claims_address": "Address for claims",
        "appeals_address": "Address for appeals",
        "filed_by": "Who files the claims?",
        "file_days": "Days to file a claim",
        "file_from": "Counted from",
        "requires_referral": "Is a referral needed?",
        "requires_auth": "Is an authorization needed?",
        "request_days": "Days to ask for it after the first visit",
        "therapist_types": "Qualifications it pays for",
        "registration_required": "Must the therapist be registered?",
        "network": "Network it demands",
        "referrer_types": "Doctors whose referral it takes",
        "excluded": "Treatment it does not pay",
        "conditions": "Conditions it accepts",
        "said_by": "Who said so?",
        "said_on": "Said on",
        "call_reference": "Call reference",
    },
    "benefit_limit": {
        "services": "Treatment that shares this limit",
        "per": "In which time?",
        "visits": "Number",
        "money": "Amount of money",
        "prior_used": "Number used elsewhere",
        "prior_used_money": "Money used elsewhere",
        "units_per_day": "Most units a day",
        "before_deductible": "Counts before the deductible is met?",
    },
    "condition": {
        "words": "What is treated, in plain words",
        "code": "Diagnosis code",
        "code_system": "Kind of code",
        "onset": "Since",
    },
    "treatment_plan": {
        "goals": "Goals",
        "therapies": "Combined therapies",
        "baseline": "How it was at the start",
        "measures": "How progress is measured",
        "next_review": "Next review",
    },
    "referral": {
        "authored_on": "Written on",
        "referrer": "Referring doctor",
        "signed": "Signed?",
        "number": "Referral number",
        "valid_from": "Valid from",
        "valid_until": "Valid until",
        "valid_until_basis": "Where the last day comes from",
        "start_by": "Treatment must start by",
        "max_gap": "Most days between visits",
        "service_words": "Treatment as printed",
        "visits": "Visits ordered",
        "visits_missing": "The paper gives no number",
        "units_per_visit": "Units for each visit",
        "frequency": "How often",
        "duration_weeks": "For how many weeks",
        "performer": "Therapist named on it",
        "urgent": "Urgent?",
        "necessity": "Why it is medically necessary, as written",
        "renewal_of": "Renews",
        "released_to": "Released to",
    },
    "Release": {"to": "To whom", "on": "When"},
    "authorization": {
        "number": "Authorization number",
        "requested_on": "Asked for on",
        "decided_on": "Decided on",
        "units": "Number approved",
    },
    "visit": {
        "time": "Time",
        "service": "Treatment",
        "status": "What became of it",
        "provider_type": "Qualification on that day",
        "minutes": "Minutes",
        "diagnoses": "Diagnoses billed",
        "referral": "Counts on this referral only",
        "authorization": "Counts on this authorization only",
        "gap_reason": "Reason for the gap before it",
        "filed_by": "Who files the claim?",
    },
    "VisitCode": {"units": "Units"},
    "bill": {"number": "Bill number", "form": "Kind of bill", "paid_on": "Paid on", "provider": "From"},
    "BillLine": {"modifier": "Modifier", "place": "Place", "units": "Units"},
    "claim": {
        "number": "Claim number",
        "visits": "Visits claimed",
        "submitted_on": "Submitted on",
        "file_due": "File by",
    },
    "eob": {
        "processed_on": "Decided on",
        "payment_date": "Paid out on",
        "appeal_due": "Appeal by",
        "lines": "Visits decided on",
    },
    "EobLine": {
        "billed": "Billed",
        "allowed": "Allowed",
        "my_share": "My share",
        "denied": "Denied?",
        "reason_code": "Reason code",
        "remark": "Remark",
    },
    "request": {
        "reference": "Insurer's reference",
        "claim": "About the claim",
        "items": "What is asked for",
        "channel": "How to answer",
    },
    "RequestItem": {"words": "What", "document_kind": "Kind of paper", "period": "For the days"},
    "communication": {
        "direction": "Received or sent?",
        "channel": "How",
        "counterparty": "With whom",
        "spoken_to": "Spoken to",
        "call_reference": "Call reference",
        "summary": "What was said or written",
        "proof_of_delivery": "Proof of delivery",
    },
    "appeal": {
        "denial": "Against this decision",
        "level": "Level (1 is the insurer itself)",
        "filed_on": "Filed on",
        "proof": "Proof that it was sent",
        "decision_due": "Answer expected by",
        "decided_on": "Decided on",
        "outcome": "Outcome",
    },
    "document": {
        "kind": "What it is",
        "title": "Title",
        "file_name": "File name",
        "added": "Added",
        "pages": "Pages",
        "source": "How it came in",
        "paper_location": "Where the paper itself is kept",
        "sensitive": "Sensitive? Then it stays out of bundles",
        "links": "Belongs to",
        "media_type": "Type of file",
        "size": "Size",
        "has_text_layer": "Text can be read from it",
        "text": "Text",
        "unread_reason": "Why it could not be read",
    },
    "bundle": {
        "profile": "Kind of bundle",
        "recipient": "Recipient",
        "purpose": "Purpose",
        "exported": "Made on",
        "pages": "Pages",
        "request": "In answer to",
        "sent_on": "Sent on",
        "sha256": "SHA-256 of the file",
    },
    "reminder": {
        "label": "What to do",
        "due": "When",
        "subject": "About",
        "subject_kind": "About",
        "rule": "Rule",
        "source": "Where the date comes from",
        "lead_days": "Remind so many days before",
        "snoozed_until": "Put off until",
        "done_on": "Done on",
    },
    "service": {"id": "Short name"},
}
"""Labels by kind, and by the class of a child row."""

SECTIONS: dict[str, str] = {
    "contact": "Contact",
    "numbers": "Numbers",
    "qualification": "Qualification",
    "rules": "What the insurer demands",
    "said": "Who said so",
    "claims": "Claims",
    "released": "Released to",
    "asked": "When it was asked for and decided",
    "billed": "What was billed",
    "items": "What is asked for",
    "lines": "Lines",
    "more": "More",
}

NEW_TITLES: dict[str, str] = {
    "person": "New person",
    "provider": "New doctor, therapist or office",
    "policy": "New policy",
    "benefit_limit": "New plan limit",
    "condition": "New condition",
    "treatment_plan": "New treatment plan",
    "referral": "New referral",
    "authorization": "New authorization",
    "visit": "New visit",
    "bill": "New bill",
    "claim": "New claim",
    "eob": "New decision on a claim",
    "request": "New insurer's request",
    "communication": "New letter or call",
    "appeal": "New appeal",
    "reminder": "New reminder",
    "service": "New service",
}


def field_label(owner: str, name: str, say: Wording) -> str:
    """Return the label of a field; `owner` is a kind of record or the class name of a child row."""
    if name in OWN.get(owner, {}):
        return say.text(OWN[owner][name])
    return say.text(COMMON[name])


def path_label(kind: str, path: str, say: Wording) -> str:
    """Return the label of the field a path such as `items[0].end` begins with."""
    name = path.partition(".")[0].partition("[")[0]
    known = name in OWN.get(kind, {}) or name in COMMON
    return field_label(kind, name, say) if kind in KINDS and known else name


def section_title(code: str, say: Wording) -> str:
    """Return the heading of a section of a form."""
    return say.text(SECTIONS[code])


def new_title(kind: str, say: Wording) -> str:
    """Return the heading of the form of a new record."""
    return say.text(NEW_TITLES[kind])
