"""The choices of the record fields in words."""

from enum import StrEnum

from vault.domain.records.letters import AppealOutcome, Channel, Direction, RequestStatus
from vault.domain.records.money import BillForm, ClaimStatus
from vault.domain.records.papers import DocumentKind, DocumentSource
from vault.domain.records.people import CheckResult, IdentifierType, Relationship, Role
from vault.domain.records.policy import BenefitPeriod, FiledBy, FileFrom, Order, PlanType
from vault.domain.records.referral import AuthorizationStatus, CodeSystem, ReferralStatus, ReleasedTo
from vault.domain.records.values import Basis, Cause, Need, Per, Unit
from vault.domain.records.visit import VisitStatus
from vault.services.wording.catalogue import Wording

CHOICES: dict[type[StrEnum], dict[str, str]] = {
    AppealOutcome: {
        "open": "Undecided",
        "won": "Won",
        "partly": "Won in part",
        "lost": "Lost",
        "withdrawn": "Withdrawn",
    },
    AuthorizationStatus: {
        "not_needed": "Not needed",
        "to_request": "To be asked for",
        "submitted": "Asked for",
        "pending": "Being decided",
        "approved": "Approved",
        "partly": "Approved in part",
        "denied": "Denied",
        "expired": "Expired",
        "withdrawn": "Withdrawn",
    },
    Basis: {"printed": "Printed on the paper", "computed": "Worked out by a rule"},
    BenefitPeriod: {
        "calendar_year": "Calendar year",
        "plan_year": "Plan year",
        "rolling_12_months": "Any 12 months in a row",
        "episode": "Episode of treatment",
        "lifetime": "Lifetime",
    },
    BillForm: {
        "itemized": "Itemized bill",
        "card_slip": "Card slip",
        "check": "Check",
        "self_made": "Made by me",
    },
    Cause: {
        "illness": "Illness",
        "work": "Work",
        "auto": "Car accident",
        "liability": "Someone else is liable",
    },
    Channel: {"letter": "Letter", "call": "Call", "email": "E-mail", "fax": "Fax", "portal": "Web portal"},
    CheckResult: {
        "passed": "check digit right",
        "failed": "a digit may be wrong",
        "none": "no check digit known",
    },
    ClaimStatus: {
        "draft": "Not sent yet",
        "submitted": "Submitted",
        "paid": "Paid",
        "partly_paid": "Paid in part",
        "denied": "Denied",
        "withdrawn": "Withdrawn",
    },
    CodeSystem: {
        "icd_10_cm": "ICD-10-CM (United States)",
        "icd_10_gm": "ICD-10-GM (Germany)",
        "indication_key": "Indication key",
        "other": "Other",
    },
    Direction: {"received": "Received", "sent": "Sent"},
    DocumentKind: {
        "referral": "Referral",
        "authorization": "Authorization",
        "policy": "Policy",
        "card": "Insurance card",
        "itemized_bill": "Itemized bill",
        "card_receipt": "Card receipt",
        "check": "Check",
        "self_made_bill": "Bill made by me",
        "proof_of_payment": "Proof of payment",
        "eob": "Decision on a claim",
        "denial": "Denial",
        "request": "Insurer's request",
        "necessity": "Letter of medical necessity",
        "plan_of_care": "Plan of care",
        "progress_note": "Progress note",
        "appeal": "Appeal",
        "proof_of_delivery": "Proof of delivery",
        "letter": "Letter",
        "other": "Other",
    },
    DocumentSource: {
        "scan": "Scan",
        "photo": "Photo",
        "pdf": "PDF file",
        "email": "E-mail",
        "other": "Other",
    },
    FiledBy: {"me": "I do", "clinic": "The clinic"},
    FileFrom: {"service_date": "The day of the visit", "plan_year_end": "The end of the plan year"},
    IdentifierType: {
        "npi": "NPI",
        "lanr": "LANR",
        "provider_number": "Provider number",
        "registration": "Registration number",
        "tax": "Tax number",
        "other": "Other number",
    },
    Need: {"yes": "Yes", "no": "No", "unknown": "Not recorded"},
    Order: {"primary": "This one", "secondary": "Another one"},
    Per: {"week": "a week", "month": "a month"},
    PlanType: {
        "erisa": "Employer plan (ERISA)",
        "marketplace": "Marketplace plan",
        "fep": "Federal employees (FEP)",
        "original_medicare": "Original Medicare",
        "medicare_advantage": "Medicare Advantage",
        "medicaid": "Medicaid",
        "chip": "CHIP",
        "va": "Veterans Affairs (VA)",
        "workers_compensation": "Workers' compensation",
        "auto": "Auto insurance",
        "statutory_de": "Statutory (Germany)",
        "private_uk": "Private (United Kingdom)",
        "extended_health_ca": "Extended health (Canada)",
        "medicare_au": "Medicare (Australia)",
        "other": "Other",
    },
    ReferralStatus: {
        "draft": "Not given yet",
        "active": "In force",
        "completed": "Used up",
        "revoked": "Revoked",
        "replaced": "Replaced by another",
    },
    Relationship: {"self": "The insured person", "spouse": "Spouse", "child": "Child", "other": "Other"},
    ReleasedTo: {"me": "Me", "specialist": "The therapist", "insurer": "The insurer"},
    RequestStatus: {"open": "To be answered", "answered": "Answered", "closed": "Closed"},
    Role: {
        "referrer": "Doctor who refers",
        "therapist": "Therapist",
        "clinic": "Clinic",
        "insurer_contact": "Insurer's office",
    },
    Unit: {"visit": "Visits", "unit15": "Units of 15 minutes", "hour": "Hours", "money": "Money"},
    VisitStatus: {
        "planned": "Planned",
        "completed": "Took place",
        "no_show": "Missed",
        "cancelled": "Canceled",
    },
}


def choice_word(choices: type[StrEnum], code: str, say: Wording) -> str:
    """Return a choice in words."""
    return say.text(CHOICES[choices][code])
