"""A second reading of the coverage rules, written sentence by sentence from their text alone.

It shares no code with the rules of the vault: where the two disagree, one of them misread the text.
"""

from datetime import date, timedelta

from tests.fakes.plain_papers import (
    Charge,
    Hit,
    Record,
    bad,
    day,
    episode,
    judge_authorization,
    judge_referral,
    lacks,
    month_back,
    month_on,
    must_day,
    risky,
    service,
    services,
)

Judged = dict[str, tuple[str, list[str]]]

WORST_LAST = ["SUPPORTED", "AT_RISK", "UNKNOWN", "NOT_SUPPORTED"]


def judge_case(case: Record) -> Judged:
    """Return for each visit id of a case its verdict and the rules hit, sorted."""
    judged: Judged = {}
    visits: list[Record] = case.get("visits", [])
    for visit in visits:
        if visit.get("status", "completed") != "completed":  # C0
            judged[visit["id"]] = ("NOT_COUNTED", ["C0"])
    earlier: list[Record] = []
    outside_policies: list[str] = []
    referrals: list[Charge] = []
    authorizations: list[Charge] = []
    benefits: list[Charge] = []
    for visit in sorted((one for one in visits if one["id"] not in judged), key=visit_turn):
        policy, hits = find_policy(case, visit)
        if policy is not None:  # P1 ends the test
            hits += judge_service(policy, visit)
            hits += judge_referral(case, visit, policy.get("requires_referral", "yes"), referrals)
            chain = episode(visit, earlier, [service(visit)])  # a visit that P1 stops uses up nothing
            held = [one for one in chain if one["id"] not in outside_policies]
            hits += judge_authorization(case, visit, policy, held, authorizations)
            hits += judge_benefits(case, visit, policy, earlier, benefits)
            hits += judge_papers_after(case, visit, policy, earlier)
        else:
            outside_policies.append(visit["id"])
        worst = max((WORST_LAST.index(hit.verdict) for hit in hits), default=0)
        judged[visit["id"]] = (WORST_LAST[worst], sorted({hit.rule for hit in hits}))
        earlier.append(visit)
    return judged


def visit_turn(visit: Record) -> tuple[date, str, str]:
    """`in order (date, time, id)`; `A visit without a time comes before those with one on its day`."""
    return must_day(visit, "date"), visit.get("time") or "", visit["id"]


def today(case: Record) -> date:
    """`today (default 2026-11-23)`."""
    return date.fromisoformat(case.get("today", "2026-11-23"))


# --- the policy -------------------------------------------------------------------------------------------


def holds(policy: Record, when: date) -> bool:
    """Compare: `validity dates are civil dates, both ends inclusive`."""
    return (day(policy, "start") or date.min) <= when <= (day(policy, "end") or date.max)


def find_policy(case: Record, visit: Record) -> tuple[Record | None, list[Hit]]:
    """`no policy period holds the date`, `two policies hold the date, order not set`, `primary's rules`."""
    when = must_day(visit, "date")
    policies: list[Record] = case.get("policies", [])
    holding = sorted((one for one in policies if holds(one, when)), key=policy_turn)
    if not holding:
        return None, [bad("P1:" + outside(policies, when))]
    order_set = len(holding) == 1 or [one.get("order") for one in holding].count("primary") == 1
    return holding[0], [] if order_set else [risky("P2:22")]


def policy_turn(policy: Record) -> tuple[int, date, str]:
    """Primary, then one without an order, then secondary; ties as with papers: older, then id."""
    rank = {"primary": 1, None: 2, "secondary": 3}[policy.get("order")]
    return rank, day(policy, "start") or date.min, policy["id"]


def outside(policies: list[Record], when: date) -> str:
    """`26 before, 27 after, 200 lapse`."""
    if all(when < (day(one, "start") or date.min) for one in policies):
        return "26"
    if all(when > (day(one, "end") or date.max) for one in policies):
        return "27"
    return "200"


def judge_service(policy: Record, visit: Record) -> list[Hit]:
    """Apply rules P3, P4, T1 and T2: what was treated, why and by whom."""
    hits = []
    if service(visit) in policy.get("excluded", []):
        hits.append(bad("P3:204"))
    codes = {"work": "19", "auto": "21", "liability": "20"}  # 19 / 21 (20 liability)
    if visit.get("cause") in codes:
        hits.append(risky("P4:" + codes[visit["cause"]]))
    demanded = policy.get("therapist_types")
    if demanded and lacks(visit, "provider_type"):  # `provider_type` null = not known (T1:170, UNKNOWN)
        hits.append(Hit("T1:170", "UNKNOWN"))
    elif demanded and "provider_type" in visit and not among(visit["provider_type"], demanded):
        hits.append(bad("T1:170"))
    accepted = policy.get("conditions")
    if accepted and visit.get("condition") and not among(visit["condition"], accepted):
        hits.append(risky("T2:167"))
    return hits


def among(word: str, words: list[str]) -> bool:
    """Tell whether a word is one of them, capital letters or not."""
    return word.lower() in [one.lower() for one in words]


# --- benefit limits ---------------------------------------------------------------------------------------


def judge_benefits(
    case: Record, visit: Record, policy: Record, earlier: list[Record], charges: list[Charge]
) -> list[Hit]:
    """`benefit period used up, uses elsewhere included` and `lifetime limit`, each limit by itself."""
    hits = []
    for number, benefit in enumerate(policy.get("benefits", [])):
        if service(visit) not in services(benefit) or benefit.get("visits") is None:
            continue
        limit = f"{policy['id']}/{number}"
        before = [one.visit for one in charges if one.paper == limit]
        began = must_day(episode(visit, earlier, services(benefit))[0], "date")
        used = sum(same_period(benefit, policy, one, visit, began) for one in before)
        if prior_counts(benefit, policy, visit, began, today(case)):
            used += int(benefit.get("prior_used") or 0)
        if used + 1 > benefit["visits"]:
            hits.append(bad("B2:149" if benefit["per"] == "lifetime" else "B1:119"))
        elif not visit.get("denied") and service(visit) not in policy.get("excluded", []):
            charges.append(Charge(visit, limit, 1))  # denied by an EOB or excluded: uses up no benefit
    return hits


def same_period(benefit: Record, policy: Record, one: Record, visit: Record, began: date) -> bool:
    """Tell whether an earlier visit is in the benefit's period that holds this visit."""
    then, when = must_day(one, "date"), must_day(visit, "date")
    if benefit["per"] == "calendar_year":
        return then.year == when.year
    if benefit["per"] == "plan_year":
        return plan_year(policy, then) == plan_year(policy, when)
    if benefit["per"] == "rolling_12_months":  # after date minus 12 months, up to the date
        return month_back(when) < then <= when
    if benefit["per"] == "episode":
        return then >= began
    return True


def plan_year(policy: Record, when: date) -> int:
    """`plan_year (from the policy's start day)`: which year of the plan holds the day."""
    start = must_day(policy, "start")
    if when < start:
        return -1
    years = 0
    while month_on(start, 12 * (years + 1)) <= when:
        years += 1
    return years


def prior_counts(benefit: Record, policy: Record, visit: Record, began: date, now: date) -> bool:
    """`prior_used counts in the period that holds today`."""
    when = must_day(visit, "date")
    if benefit["per"] == "calendar_year":
        return when.year == now.year
    if benefit["per"] == "plan_year":
        return plan_year(policy, when) == plan_year(policy, now)
    if benefit["per"] == "rolling_12_months":
        return month_back(now) < when <= now or month_back(when) < now <= when
    if benefit["per"] == "episode":
        return began <= now and (now - when).days < 91
    return True


# --- bills, filing, denial --------------------------------------------------------------------------------


def judge_papers_after(case: Record, visit: Record, policy: Record, earlier: list[Record]) -> list[Hit]:
    """Rules B3, F1, F1w, F2, F2r and F7: what is known after the visit."""
    hits = []
    if any(one["date"] == visit["date"] and service(one) == service(visit) for one in earlier):
        hits.append(risky("B3:B14"))  # second same visit that day
    if policy.get("file_days") is not None:
        hits += judge_filing(case, visit, policy["file_days"])
    docs = visit.get("docs")
    if docs is not None and not {"itemised_bill", "itemized_bill"} & set(docs):
        no_bill = {"card_receipt", "card_slip", "cheque", "check", "self_made_bill"}
        hits.append(risky("F2r" if no_bill & set(docs) else "F2:16"))
    if visit.get("denied"):
        hits.append(risky(f"F7:{visit['denied']}"))
    return hits


def judge_filing(case: Record, visit: Record, days: int) -> list[Hit]:
    """`not filed by the filing date / unfiled, 0 to 30 days left`."""
    due = must_day(visit, "date") + timedelta(days=days)
    filed = visit.get("filed")
    if filed is True:
        return []
    if filed:
        return [bad("F1:29")] if date.fromisoformat(filed) > due else []
    days_left = (due - today(case)).days
    if days_left < 0:
        return [bad("F1:29")]
    return [risky("F1w:29")] if days_left <= 30 else []
