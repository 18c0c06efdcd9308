"""The worked cases entered as records: a vault gives the verdicts that the file of cases gives."""

from pathlib import Path

import pytest

from tests.fakes.vaults import VaultMaker
from vault.domain.records.kinds import SHIPPED_SERVICES
from vault.services.interchange.cases import CaseResult, judge_cases, read_cases

CASES = Path(__file__).parents[2] / "files" / "coverage_cases.json"
TEXT = CASES.read_text("utf-8")
TODAY = {case.name: case.today for case in read_cases(TEXT)}


@pytest.mark.parametrize("result", judge_cases(TEXT), ids=lambda result: result.name)
def test_a_vault_judges_like_the_file(result: CaseResult, vault_maker: VaultMaker, tmp_path: Path) -> None:
    made = vault_maker.copy(tmp_path / "sample.rvault")
    made.clock.day = TODAY[result.name]
    with made.open() as vault:
        vault.records.put([each for each in result.records if each not in SHIPPED_SERVICES])
        (person,) = vault.verdicts()
    assert person.verdicts == result.verdicts
