"""Identifiers: as printed, canonical, and what the check digit says."""

import pytest

from vault.domain.records.identifiers import (
    canonical,
    canonical_code,
    completed,
    npi_is_valid,
    with_identifiers,
)
from vault.domain.records.people import CheckResult, Identifier, IdentifierType, Provider


def test_canonical_drops_what_forms_do_not_take() -> None:
    assert canonical("auth 771-20.934/b") == "AUTH77120934B"
    assert canonical_code(" m54.5 ") == "M545"


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("1234567893", True),
        ("1234567890", False),
        ("123456789", False),
        ("12345678x3", False),
        ("١234567893", False),
    ],
)
def test_npi_check_digit(digits: str, *, valid: bool) -> None:
    assert npi_is_valid(digits) is valid


def test_completing_an_identifier_warns_and_never_refuses() -> None:
    good = completed(Identifier("a", IdentifierType.NPI, "1234 567-893"))
    bad = completed(Identifier("b", IdentifierType.NPI, "1234567890"))
    other = completed(Identifier("c", IdentifierType.LANR, "12/34"))
    assert (good.canonical, good.check) == ("1234567893", CheckResult.PASSED)
    assert bad.check is CheckResult.FAILED
    assert (other.canonical, other.check) == ("1234", CheckResult.NONE)
    provider = with_identifiers(
        Provider("p", "Sample Doctor", identifiers=(Identifier("a", IdentifierType.NPI, "1234567893"),))
    )
    assert provider.identifiers[0].check is CheckResult.PASSED
