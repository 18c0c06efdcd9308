"""Plans and exports bundles of the sample records, in this process unless a sandbox is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.fakes.bundle_records import CHARGED, TODAY, SameProcess, records, scan
from vault.domain.bundle_plan import BundleOrder, BundlePlan, Profile, plan_bundle
from vault.domain.ports import NoProgress, Progress
from vault.domain.record_set import RecordSet
from vault.domain.records.kinds import Record
from vault.domain.records.papers import Document
from vault.services.bundle.export import Exporter, ExportResult, RunsJobs
from vault.services.bundle.geometry import PaperSize
from vault.services.typeset.typesetter import Typesetter
from vault.services.wording.catalogue import Wording

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
ORDER = BundleOrder(
    (Profile.REFERRAL_COPY, Profile.STATEMENT),
    "ref1",
    "Northwind Health Plan\nClaims Department",
    "You asked for the referral and the dates of treatment.",
)
R_ONLY = replace(ORDER, profiles=(Profile.REFERRAL_COPY,))
D_ONLY = replace(ORDER, profiles=(Profile.STATEMENT,))


@dataclass
class Desk:
    """Where bundles are made: papers by their bytes, the language, the sheet, the process."""

    papers: Sequence[bytes] = ()
    more: Sequence[Record] = ()
    order: BundleOrder = ORDER
    lang: str = "en"
    sheet: PaperSize = PaperSize.LETTER
    sandbox: RunsJobs = field(default_factory=SameProcess)
    charged: Mapping[str, str] = field(default_factory=lambda: CHARGED)
    progress: Progress = field(default_factory=NoProgress)

    @property
    def records(self) -> RecordSet:
        """The sample records with the papers as scans of the referral."""
        scans = [scan(number, content) for number, content in enumerate(self.papers, 1)]
        return records(*scans, *self.more)

    def plan(self) -> BundlePlan:
        """Plan the bundle."""
        return plan_bundle(self.records, self.order, self.charged, TODAY)

    def exporter(self) -> Exporter:
        """Return the exporter."""
        wording = Wording.load(self.lang, RESOURCES / "translations")
        typesetter = Typesetter(RESOURCES / "templates", RESOURCES / "fonts")
        return Exporter(self.sandbox, typesetter, wording, self.sheet)

    def read(self, document: Document) -> bytes:
        """Return a paper's bytes, as the blob store would."""
        return self.papers[int(document.id.removeprefix("doc")) - 1]

    def export(self) -> ExportResult:
        """Plan and export."""
        return self.exporter().export(self.plan(), self.records, self.read, self.progress)
