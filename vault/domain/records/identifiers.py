"""Identifiers as printed become canonical; check digits warn, they never refuse."""

import re
from dataclasses import replace

from vault.domain.records.people import CheckResult, Identifier, IdentifierType, Provider

_NPI_PREFIX = "80840"
_NPI_DIGITS = 10


def canonical(printed: str) -> str:
    """Return an identifier in upper case without spaces, hyphens, dots and slashes (CMS-1500 box 23)."""
    return re.sub(r"[\s.\-/‐-―]", "", printed).upper()


def canonical_code(printed: str) -> str:
    """Return a diagnosis or procedure code in upper case without dots and spaces (CMS-1500 box 21)."""
    return re.sub(r"[\s.]", "", printed).upper()


def npi_is_valid(digits: str) -> bool:
    """Check an NPI: Luhn over the digits with the issuer prefix 80840 before them (45 CFR 162.406)."""
    if not (digits.isascii() and digits.isdigit() and len(digits) == _NPI_DIGITS):
        return False
    total = 0
    for position, digit in enumerate(reversed(_NPI_PREFIX + digits)):
        number = int(digit) * (2 if position % 2 else 1)
        total += number - 9 if number > 9 else number  # noqa: PLR2004 - the Luhn digit sum
    return total % 10 == 0


def completed(identifier: Identifier) -> Identifier:
    """Return the identifier with its canonical form and what its check digit says."""
    form = canonical(identifier.printed)
    check = CheckResult.NONE
    if identifier.type is IdentifierType.NPI:
        check = CheckResult.PASSED if npi_is_valid(form) else CheckResult.FAILED
    return Identifier(identifier.id, identifier.type, identifier.printed, form, check)


def with_identifiers(provider: Provider) -> Provider:
    """Return the provider with every identifier completed."""
    return replace(provider, identifiers=tuple(completed(each) for each in provider.identifiers))
