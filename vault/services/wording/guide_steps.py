"""The four steps of the guide in words: what each is, and what is still to do."""

from vault.domain.guide_steps import GuideStep, StepCode
from vault.domain.records.referral import ReleasedTo
from vault.services.wording.catalogue import Value, Wording
from vault.services.wording.choices import choice_word

STEPS: dict[StepCode, str] = {
    StepCode.CONDITION: "A condition the plan accepts",
    StepCode.RULES: "The insurer's rules and exclusions read",
    StepCode.NECESSITY: "Necessity and the combined treatment plan talked through",
    StepCode.RELEASE: "The referral released, and to whom",
}
DONE: dict[StepCode, str] = {
    StepCode.CONDITION: "It is entered here.",
    StepCode.RULES: "{insurer} said what it demands.",
    StepCode.NECESSITY: "The treatment plan says what is combined.",
    StepCode.RELEASE: "Released to: {released}",
}
TO_DO: dict[str, str] = {
    "not_among_accepted": "{insurer} lists the conditions it accepts; this one is not among them. Ask it.",
    "no_policy": "Add the policy.",
    "referral_need_unknown": "Ask {insurer} whether a referral is needed.",
    "authorization_need_unknown": "Ask {insurer} whether an authorization is needed.",
    "not_said": "Ask {insurer} what it demands and excludes, and note who said so.",
    "no_plan": "Add the treatment plan you agreed on with the doctor.",
    "no_therapies": "Enter which treatments are combined.",
    "no_necessity": "Ask the doctor for one sentence on why it is medically necessary.",
    "no_referral": "Get a referral from the doctor and add it here.",
    "not_released": "Note whom the referral was given to.",
}


def step_title(step: GuideStep, say: Wording) -> str:
    """Return what a step is."""
    return say.text(STEPS[step.code])


def step_words(step: GuideStep, say: Wording) -> str:
    """Return what is still to do, or what makes the step done."""
    values: dict[str, Value] = dict(step.values)
    released = values.get("released")
    if isinstance(released, str):
        values["released"] = ", ".join(
            choice_word(ReleasedTo, each.strip(), say) for each in released.split(",")
        )
    if step.lacking is not None:
        return say.text(TO_DO[step.lacking], **values)
    return say.text(DONE[step.code], **values)
