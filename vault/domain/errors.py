"""Errors of the whole program: codes and values, never prose: any face says them in any language."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit code of the command line for each family of errors; tabled in the README."""

    OK = 0
    DIFFERS = 1
    USAGE = 2
    WRONG_PASSWORD = 10
    HEADER_DAMAGED = 11
    DATABASE_DAMAGED = 12
    NEWER_VAULT = 13
    VAULT_IN_USE = 14
    NOT_A_VAULT = 15
    ALREADY_EXISTS = 16
    ROLLED_BACK = 17
    WEAK_PASSWORD = 18
    DOCUMENT_DAMAGED = 19
    NOT_FOUND = 20
    INVALID_FIELD = 21
    STILL_REFERENCED = 22
    MISSING_PAPER = 30
    UNREADABLE_PAPER = 31
    BUNDLE_REFUSED = 32
    CASE_INVALID = 33
    FILE_UNREADABLE = 40
    DISK_FULL = 41
    FILE_EXISTS = 42
    NOT_SEALED_OFF = 43
    NO_KEYRING = 44
    CANCELLED = 50
    CHECK_FAILED = 60
    BUG = 70


Value = str | int | None


class VaultError(Exception):
    """Base of every error of ours."""


class BugError(VaultError):
    """Something that must not happen; the text is for developers and holds no personal data."""


class UserError(VaultError):
    """An error a person can act on: `code` and `values` make its sentence, `exit_code` the program's end."""

    def __init__(self, code: str, exit_code: ExitCode, **values: Value) -> None:
        super().__init__(code)
        self.code = code
        self.exit_code = exit_code
        self.values = values


class Cancelled(UserError):  # noqa: N818 - a decision of the person, not a failure
    """The person stopped a long action."""

    def __init__(self) -> None:
        super().__init__("cancelled", ExitCode.CANCELLED)


class InvalidFieldError(UserError):
    """A field of a record does not hold: `field`, `reason` (a code) and `expected` (what would be right)."""

    def __init__(self, kind: str, field: str, reason: str, expected: str | None = None) -> None:
        super().__init__(
            "invalid_field", ExitCode.INVALID_FIELD, kind=kind, field=field, reason=reason, expected=expected
        )


class NotFoundError(UserError):
    """No live record has this id (or id prefix)."""

    def __init__(self, record_id: str) -> None:
        super().__init__("not_found", ExitCode.NOT_FOUND, id=record_id)
