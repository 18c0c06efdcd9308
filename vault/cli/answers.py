"""Commands that answer: is each visit supported, and what is due."""

from argparse import Namespace

from vault.app import App
from vault.cli.opening import opened
from vault.cli.output import Output, table
from vault.cli.verdict_output import visit_document, visit_rows
from vault.domain.coverage.pin_advice import Advice
from vault.domain.coverage.verdict import VisitVerdict
from vault.domain.deadlines.due_date import DueDate
from vault.domain.records.codec import to_json
from vault.services.verdicts.judging import PersonVerdicts
from vault.services.wording.catalogue import Wording
from vault.services.wording.deadlines import due_sentence, due_source, due_title, due_when
from vault.services.wording.what_if import advice_sentence


def verdicts_command(options: Namespace, app: App, say: Wording) -> Output:
    """Print a verdict for each visit, in the shape of `judge` with evidence and papers charged."""
    with opened(options, app, say) as vault:
        documents, rows = [], []
        sentences: list[str] = []
        for judged in vault.verdicts():
            visits = {each.visit: _visit(judged, each, say) for each in judged.verdicts}
            advice = [(each, advice_sentence(judged.records, each, say)) for each in judged.advice()]
            documents.append(
                {
                    "name": judged.person.name,
                    "person": judged.person.id,
                    "visits": visits,
                    "advice": [_advice(each, sentence) for each, sentence in advice],
                }
            )
            rows += [(judged.person.name, *row) for row in visit_rows(judged, say)]
            sentences += [sentence for _, sentence in advice]
        return Output(documents, (*table(rows), *sentences))


def due_command(options: Namespace, app: App, say: Wording) -> Output:
    """Print due dates, soonest first."""
    with opened(options, app, say) as vault:
        due = vault.due()
        rows = [(due_when(each, say), due_title(each, say), due_source(each, say)) for each in due]
        return Output([_document(each, say) for each in due], table(rows))


def _advice(advice: Advice, sentence: str) -> dict[str, object]:
    return {
        "pins": [{"visit": pin.visit, "referral": pin.referral} for pin in advice.pins],
        "supports": list(advice.supported),
        "sentence": sentence,
    }


def _visit(judged: PersonVerdicts, each: VisitVerdict, say: Wording) -> dict[str, object]:
    forecast = None if each.forecast is None else visit_document(each.forecast, say, evidence=True)
    return {
        **visit_document(each.finding, say, evidence=True),
        "date": to_json(judged.visit_date(each.visit)),
        "forecast": forecast,
        "ask_whether_it_took_place": each.ask_whether_it_took_place,
    }


def _document(due: DueDate, say: Wording) -> dict[str, object]:
    return {
        "kind": due.kind,
        "title": due_title(due, say),
        "due": to_json(due.due),
        "later": to_json(due.later),
        "days_left": due.days_left,
        "overdue": due.overdue,
        "basis": str(due.basis),
        "rule": due.rule,
        "source": due.source,
        "arithmetic": [
            {
                "anchor": str(step.anchor),
                "day": to_json(step.day),
                "value": step.value,
                "unit": str(step.unit),
                "count": str(step.count),
                "result": to_json(step.result),
            }
            for step in due.steps
        ],
        "remaining": due.remaining,
        "counted": due.counted,
        "counter": None if due.counter is None else to_json(due.counter),
        "case": due.case,
        "lead_days": list(due.lead_days),
        "subject": {"kind": due.subject_kind, "id": due.subject},
        "person": due.person,
        "sentence": due_sentence(due, say),
    }
