"""All rules over one paper, in the order in which they need one another."""

from collections.abc import Sequence

from vault.services.documents.candidates.deadlines import deadlines
from vault.services.documents.candidates.diagnoses import diagnoses
from vault.services.documents.candidates.found import Place, candidate
from vault.services.documents.candidates.frequency import frequencies
from vault.services.documents.candidates.identifiers import identifiers
from vault.services.documents.candidates.insurers import insurers
from vault.services.documents.candidates.kinds import kind_of
from vault.services.documents.candidates.layout import lay_out
from vault.services.documents.candidates.letter_date import letter_dates
from vault.services.documents.candidates.money import money
from vault.services.documents.candidates.npi import npi_candidates
from vault.services.documents.candidates.people import people
from vault.services.documents.candidates.periods import periods
from vault.services.documents.candidates.procedures import procedures
from vault.services.documents.candidates.ranking import best, rank
from vault.services.documents.candidates.reading import FieldCandidate, Reading
from vault.services.documents.candidates.service_dates import service_dates
from vault.services.documents.candidates.setting import setting_of
from vault.services.documents.candidates.visits import visits
from vault.services.documents.text_layer import PageText

_DATED = ("referral", "authorization", "denial", "request", "eob", "bill", "necessity")
_TREATED = ("referral", "authorization", "necessity")


def read_paper(pages: Sequence[PageText]) -> Reading:
    """Kind, language and candidates of all fields; a paper without words gives none."""
    paper = lay_out(pages)
    if not paper.cells:
        return Reading(None, 0.0, "en", ())
    setting = setting_of(paper)
    kind, confidence = kind_of(paper)
    language = candidate("lang", setting.lang, Place(paper.flows[0].run, 0, 1), 1.0)
    found: list[FieldCandidate] = [language]
    if kind is None or kind in _DATED:
        found += letter_dates(paper, setting)
    letter = best(found, "letter_date")
    found += periods(paper, setting, kind, letter)
    found += visits(paper, kind)
    if kind in _TREATED:
        found += frequencies(paper)
    found += diagnoses(paper) + procedures(paper, setting) + npi_candidates(paper) + identifiers(paper, kind)
    found += deadlines(paper, setting, kind, letter)
    found += service_dates(paper, setting, kind)
    found += money(paper, setting, kind)
    found += people(paper, setting, kind) + insurers(paper, kind)
    return Reading(kind, confidence, setting.lang, rank(found, confidence))
