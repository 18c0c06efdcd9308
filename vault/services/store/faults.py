"""What the driver reports, as errors of ours: no statement, value or key travels along."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from vault.domain.errors import BugError, ExitCode, UserError, VaultError

_ERROR, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _CONSTRAINT, _NOTADB = (
    1, 5, 6, 8, 10, 11, 13, 14, 19, 26,
)  # fmt: skip
_SAME_CONTENT: Final = "UNIQUE constraint failed: document.sha256"

_ANSWERS: Final = {
    _BUSY: ("vault_in_use", ExitCode.VAULT_IN_USE),
    _LOCKED: ("vault_in_use", ExitCode.VAULT_IN_USE),
    _READONLY: ("file_unreadable", ExitCode.FILE_UNREADABLE),
    _IOERR: ("file_unreadable", ExitCode.FILE_UNREADABLE),
    _CORRUPT: ("database_damaged", ExitCode.DATABASE_DAMAGED),
    _FULL: ("disk_full", ExitCode.DISK_FULL),
    _CANTOPEN: ("file_unreadable", ExitCode.FILE_UNREADABLE),
    _NOTADB: ("database_damaged", ExitCode.DATABASE_DAMAGED),
}


class DanglingReferenceError(BugError):
    """A row of `table` names a record of `kind` that is not there."""

    def __init__(self, table: str, kind: str, record_id: str) -> None:
        super().__init__(f"a row of {table} names a {kind} that is not there")
        self.table = table
        self.kind = kind
        self.record_id = record_id


def damaged() -> UserError:
    """Return the error for a database that cannot be read as ours."""
    return UserError("database_damaged", ExitCode.DATABASE_DAMAGED)


def fault_of(error: BaseException) -> VaultError:
    """Return our error for one of the driver's."""
    code = getattr(error, "sqlite_errorcode", _ERROR)
    if code & 0xFF == _CONSTRAINT and str(error) == _SAME_CONTENT:
        return UserError("already_exists", ExitCode.ALREADY_EXISTS, kind="document", field="sha256")
    answer = _ANSWERS.get(code & 0xFF)
    if answer is not None:
        return UserError(*answer)
    if code & 0xFF == _CONSTRAINT:
        return BugError(str(error))  # names the constraint, never a value
    return BugError(f"the database refused a statement ({code})")


@contextmanager
def own_errors() -> Iterator[None]:
    """Turn every error of the driver inside the block into one of ours, without its cause."""
    try:
        yield
    except DBAPIError as error:
        fault = fault_of(error.orig) if error.orig is not None else BugError("the driver failed")
    except dbapi2.Error as error:
        fault = fault_of(error)
    else:
        return
    raise fault from None
