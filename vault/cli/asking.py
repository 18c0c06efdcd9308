"""Commands about what nobody knows yet: questions to ask, their answers, the check at the doctor's desk."""

import datetime as dt
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from vault.app import App
from vault.cli.opening import opened
from vault.cli.output import Output, lines
from vault.cli.records import assignment
from vault.domain.coverage.verdict import VisitVerdict
from vault.domain.desk_check import DeskItem, Held, desk_check, policy_for
from vault.domain.errors import ExitCode, InvalidFieldError, UserError
from vault.domain.questions import Question, Standing, policies_to_ask, questions
from vault.domain.records.codec import to_json
from vault.domain.records.kinds import known_kind
from vault.domain.records.people import Person
from vault.domain.records.policy import Policy
from vault.domain.records.referral import Referral
from vault.open_vault import OpenVault
from vault.services.wording.catalogue import Wording
from vault.services.wording.desk_check import desk_heading, desk_held, desk_name, desk_sentence, desk_why
from vault.services.wording.questions import (
    answers_summary,
    aside_words,
    question_sentence,
    whom_heading,
)
from vault.services.wording.titles import record_title, title_of

if TYPE_CHECKING:
    from vault.services.bundle.question_script import Script
    from vault.services.records.answering import Answer

T = TypeVar("T")


def questions_command(options: Namespace, app: App, say: Wording) -> Output:
    """Print what to ask about each policy, or write it as a PDF with room for the answers."""
    from vault.services.bundle.keeping import refuse_target, save
    from vault.services.bundle.question_script import question_script

    if options.out is not None:
        refuse_target(options.out)
    with opened(options, app, say) as vault:
        scripts = list(_scripts(vault, options, app.clock.today()))
        documents = [_script_document(each, say) for each in scripts]
        if options.out is None:
            return Output(documents, tuple(line for each in scripts for line in _script_lines(each, say)))
        if len(scripts) != 1:
            raise UserError("one_policy", ExitCode.USAGE, count=len(scripts))
        made = question_script(scripts[0], vault.all_records(), say, vault.typesetter())
        save(made.pdf, options.out)
        words = say.count(
            made.pages, "Written: {file}, {n} page", "Written: {file}, {n} pages", file=options.out.name
        )
        return Output({"file": str(options.out), "pages": made.pages, "policies": documents}, lines(words))


def answer_command(options: Namespace, app: App, say: Wording) -> Output:
    """Enter what was answered, who said so, and the call; say which verdicts it moved."""
    from vault.services.records.answering import Call, answer

    with opened(options, app, say) as vault:
        policy = _found(vault, options.policy, Policy, "policy")
        answers = list(_answers(vault, policy, options))
        before = _verdicts(vault)
        records = vault.all_records()
        call = Call(
            policy=policy.id,
            person=policy.person,
            spoken_to=options.spoken_to,
            on=options.on or app.clock.today(),
            reference=options.reference,
            counterparty=options.at or policy.insurer,
        )

        def name_of(kind: str, record_id: str) -> str:
            return record_title(records, kind, record_id, say)

        done = answer(
            vault.records,
            call,
            answers,
            lambda told: answers_summary(told, say, name_of),
            app.clock.today(),
        )
        moved = {
            visit: verdict
            for visit, verdict in _verdicts(vault).items()
            if visit in before and _shown(before[visit]) != _shown(verdict)
        }
        document = {
            "communication": done.call,
            "records": [each.id for each in done.records],
            "seq": done.changes.seq,
            "moved": {
                visit: {"from": _shown(before[visit]), "to": _shown(verdict)}
                for visit, verdict in moved.items()
            },
        }
        text = say.count(len(moved), "{n} verdict changed.", "{n} verdicts changed.")
        return Output(document, lines(done.call, text))


def desk_check_command(options: Namespace, app: App, say: Wording) -> Output:
    """Hold a referral against what its policy needs and what insurers send back."""
    with opened(options, app, say) as vault:
        referral = _found(vault, options.id, Referral, "referral")
        records = vault.all_records().for_person(referral.person)
        policy = policy_for(records, referral, app.clock.today())
        items = desk_check(records, referral, policy, app.clock.today())
        document = {
            "referral": referral.id,
            "policy": None if policy is None else policy.id,
            "items": [_item_document(each, say) for each in items],
        }
        return Output(document, (desk_heading(items, say), *_item_lines(items, say)))


def _scripts(vault: OpenVault, options: Namespace, today: dt.date) -> Iterator["Script"]:
    from vault.services.bundle.question_script import Script

    policy = None if options.policy is None else _found(vault, options.policy, Policy, "policy")
    person = None if options.person is None else _found(vault, options.person, Person, "person")
    for judged in vault.verdicts():
        if person is not None and judged.person.id != person.id:
            continue
        asked = policies_to_ask(judged.records, judged.verdicts, today)
        if policy is not None:
            asked = (policy,) if policy.person == judged.person.id else ()
        for each in asked:
            yield Script(judged.person, each, questions(judged.records, judged.verdicts, each, today))


def _script_document(script: "Script", say: Wording) -> dict[str, object]:
    return {
        "person": script.person.id,
        "policy": script.policy.id,
        "questions": [_question_document(each, say) for each in script.questions],
    }


def _question_document(question: Question, say: Wording) -> dict[str, object]:
    return {
        "code": question.code,
        "whom": str(question.whom),
        "standing": question.standing.name.lower(),
        "kind": question.kind,
        "record": question.record,
        "fields": list(question.fields),
        "visits": list(question.visits),
        "sentence": question_sentence(question, say),
    }


def _script_lines(script: "Script", say: Wording) -> Iterator[str]:
    yield f"{script.person.name}, {title_of(script.policy, say)} ({script.policy.id})"
    whom = None
    for each in script.questions:
        if each.whom is not whom:
            whom = each.whom
            yield f"  {whom_heading(whom, say)}"
        aside = aside_words(each, say)
        if each.standing is Standing.LEFT_EMPTY:
            aside = say.text("Left empty when the rules were told.")
        yield f"    {question_sentence(each, say)}" + (f" ({aside})" if aside else "")
        yield f"      {each.kind} {each.record or '-'}: {', '.join(each.fields)}"


def _answers(vault: OpenVault, policy: Policy, options: Namespace) -> Iterator["Answer"]:
    """Yield an answer for each --set: FIELD=VALUE of the policy, or KIND.FIELD=VALUE, ID.FIELD=VALUE."""
    from vault.services.records.answering import Answer

    for text in options.set:
        name = text.partition("=")[0]
        target, dot, _ = name.rpartition(".")
        rest = text[len(target) + len(dot) :]
        if not dot:
            kind, record = "policy", policy.id
        elif target == "benefit_limit":
            kind, record = "benefit_limit", None
        else:
            kind, found = vault.records.find(target)
            record = found.id
        field, value = assignment(known_kind(kind), rest)
        preset = {"policy": policy.id} if record is None else {}
        yield Answer(kind, record, {**preset, field: value})


def _found(vault: OpenVault, record_id: str, record_class: type[T], kind: str) -> T:
    _, record = vault.records.find(record_id)
    if not isinstance(record, record_class):
        raise InvalidFieldError(kind, "id", "no_such_record", f"id of a {kind}")
    return record


def _verdicts(vault: OpenVault) -> dict[str, VisitVerdict]:
    return {each.visit: each for judged in vault.verdicts() for each in judged.verdicts}


def _shown(verdict: VisitVerdict) -> str:
    return (verdict.forecast or verdict.finding).verdict.name


def _item_document(item: DeskItem, say: Wording) -> dict[str, object]:
    return {
        "code": item.code,
        "held": item.held.name.lower(),
        "rule": item.rule,
        "kind": item.kind,
        "record": item.record,
        "field": item.field,
        "at_desk": item.at_desk,
        "values": {name: to_json(value) for name, value in item.values},
        "sentence": desk_sentence(item, say) if item.held is not Held.OK else desk_name(item, say),
    }


def _item_lines(items: tuple[DeskItem, ...], say: Wording) -> Iterator[str]:
    for item in items:
        rule = "" if item.rule is None or item.held is Held.OK else f" [{item.rule}]"
        if item.held is Held.OK:
            yield f"  {desk_held(item.held, say)}: {desk_name(item, say)}"
        else:
            yield f"  {desk_held(item.held, say)}: {desk_sentence(item, say)} {desk_why(item, say)}{rule}"
