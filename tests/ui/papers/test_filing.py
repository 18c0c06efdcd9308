"""Where a paper can be filed, and that it is linked, named by its kind, and taken back whole."""

from tests.ui.open_desk import OpenDesk
from tests.ui.papers.made import referral_pdf
from tests.ui.papers.test_paper_view import stored
from vault.domain.records.papers import Document, DocumentKind
from vault.services.wording.catalogue import Wording
from vault.ui.papers.filing import Offer, file_paper, matching, offers, paper_kind


def _offers(opened: OpenDesk, kind: DocumentKind, say: Wording) -> tuple[Offer, ...]:
    assert opened.session.judged is not None
    return offers(opened.session.judged.records, kind, opened.ids["nora"], say)


class TestOffers:
    def test_what_fits_the_kind_comes_first(self, opened: OpenDesk, say: Wording) -> None:
        assert _offers(opened, DocumentKind.DENIAL, say)[0].kind == "eob"
        assert _offers(opened, DocumentKind.CARD, say)[0].kind == "policy"
        assert _offers(opened, DocumentKind.OTHER, say)[0].title == "Referral RF-48213"

    def test_a_family_stays_apart(self, opened: OpenDesk, say: Wording) -> None:
        found = _offers(opened, DocumentKind.OTHER, say)
        assert [offer.id for offer in found if offer.kind == "person"] == [opened.ids["nora"]]
        assert opened.ids["f01"] not in {offer.id for offer in found}

    def test_typing_finds_words_in_any_order(self, opened: OpenDesk, say: Wording) -> None:
        found = _offers(opened, DocumentKind.OTHER, say)
        assert [offer.title for offer in matching(found, "48213 REFERRAL", 10)] == ["Referral RF-48213"]
        assert matching(found, "no such words", 10) == ()
        assert len(matching(found, "", 3)) == 3


class TestFiling:
    def test_it_is_linked_and_gets_kind_and_person(self, opened: OpenDesk) -> None:
        document = stored(opened, referral_pdf())
        record = ("referral", opened.ids["referral"])
        changes = file_paper(document.id, DocumentKind.OTHER, record, opened.vault)
        filed = opened.vault.records.find(document.id)[1]
        assert isinstance(filed, Document)
        assert (filed.kind, filed.person) == (DocumentKind.REFERRAL, opened.ids["nora"])
        assert [(link.kind, link.record) for link in filed.links] == [record]
        file_paper(document.id, DocumentKind.CARD, ("person", opened.ids["finn"]), opened.vault)
        twice = opened.vault.records.find(document.id)[1]
        assert isinstance(twice, Document)
        assert twice.links[0] == filed.links[0]
        assert (len(twice.links), twice.kind, twice.person) == (2, DocumentKind.CARD, opened.ids["finn"])
        opened.vault.records.undo(changes)
        assert opened.vault.records.find(document.id)[1] == document

    def test_a_kind_that_was_chosen_stays(self) -> None:
        assert paper_kind("referral", DocumentKind.NECESSITY) is DocumentKind.NECESSITY
        assert paper_kind("referral") is DocumentKind.REFERRAL
        assert paper_kind("visit") is DocumentKind.OTHER
