"""The four steps before the first visit, for each condition: read off the records, never ticked by hand."""

from dataclasses import dataclass
from enum import StrEnum

from vault.domain.coverage.codes import canonical
from vault.domain.coverage.verdict import Value
from vault.domain.desk_check import is_accepted, is_said
from vault.domain.record_set import RecordSet
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Condition, Referral, ReferralStatus, TreatmentPlan
from vault.domain.records.values import Need


class StepCode(StrEnum):
    """The steps in their order."""

    CONDITION = "condition"
    RULES = "rules"
    NECESSITY = "necessity"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step: done when nothing is `lacking`, which is the first code of what is still to do.

    `kind`, `record` and `field` are where that is done; `record` None is a record to be added.
    """

    code: StepCode
    lacking: str | None
    kind: str
    record: str | None
    field: str
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.lacking is None


def guide_steps(records: RecordSet, condition: Condition, policy: Policy | None) -> tuple[GuideStep, ...]:
    """Return the four steps of a condition under the policy whose rules apply; one person's records."""
    referrals = sorted(
        (
            each
            for each in records.all(Referral)
            if condition.id in each.conditions and each.status not in _NOT_GIVEN
        ),
        key=_newest_last,
    )
    referral = referrals[-1] if referrals else None
    return (
        _condition(condition, policy),
        _rules(policy),
        _necessity(records, condition, referral),
        _release(referral),
    )


_NOT_GIVEN = frozenset({ReferralStatus.DRAFT, ReferralStatus.REVOKED})


def _newest_last(referral: Referral) -> tuple[str, str]:
    return ("" if referral.authored_on is None else referral.authored_on.isoformat()), referral.id


def _condition(condition: Condition, policy: Policy | None) -> GuideStep:
    """Step 1: a condition that can benefit, and the policy does not leave out."""
    code = canonical(condition.code or "")
    coded = [code] if code else []
    accepted = policy is None or is_accepted(policy.conditions, (condition.words,), coded)
    lacking = None if accepted else "not_among_accepted"
    return GuideStep(StepCode.CONDITION, lacking, "condition", condition.id, "words", _asked(policy))


def _rules(policy: Policy | None) -> GuideStep:
    """Step 2: what the insurer demands and excludes was read, and somebody said so."""
    if policy is None:
        return GuideStep(StepCode.RULES, "no_policy", "policy", None, "insurer")
    lacking, field = None, "said_by"
    if policy.requires_referral is Need.UNKNOWN:
        lacking, field = "referral_need_unknown", "requires_referral"
    elif policy.requires_auth == "unknown":
        lacking, field = "authorization_need_unknown", "requires_auth"
    elif not is_said(policy):
        lacking = "not_said"
    return GuideStep(StepCode.RULES, lacking, "policy", policy.id, field, _asked(policy))


def _asked(policy: Policy | None) -> tuple[tuple[str, Value], ...]:
    """Return the values that say who can be asked."""
    return () if policy is None else (("insurer", policy.insurer), ("policy", policy.id))


def _necessity(records: RecordSet, condition: Condition, referral: Referral | None) -> GuideStep:
    """Step 3: why it is necessary, and what is combined, was talked through with the doctor."""
    plans = [each for each in records.all(TreatmentPlan) if condition.id in each.conditions]
    plan = plans[-1] if plans else None
    if plan is None:
        return GuideStep(StepCode.NECESSITY, "no_plan", "treatment_plan", None, "goals")
    if not any(each.therapies for each in plans):
        return GuideStep(StepCode.NECESSITY, "no_therapies", "treatment_plan", plan.id, "therapies")
    if referral is not None and referral.necessity is None:
        return GuideStep(StepCode.NECESSITY, "no_necessity", "referral", referral.id, "necessity")
    return GuideStep(StepCode.NECESSITY, None, "treatment_plan", plan.id, "goals")


def _release(referral: Referral | None) -> GuideStep:
    """Step 4: the referral is there, and it is known who holds it."""
    if referral is None:
        return GuideStep(StepCode.RELEASE, "no_referral", "referral", None, "services")
    lacking = None if referral.released_to else "not_released"
    to = ", ".join(dict.fromkeys(each.to.value for each in referral.released_to)) or None
    return GuideStep(StepCode.RELEASE, lacking, "referral", referral.id, "released_to", (("released", to),))
