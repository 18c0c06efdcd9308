"""Secrets come by prompt or file descriptor; never by argument or environment."""

import getpass
import os
import sys
from argparse import Namespace

from vault.domain.errors import ExitCode, UserError
from vault.services.keys.recovery import decode_recovery
from vault.services.keys.slots import Password, RecoveryKey, Secret
from vault.services.wording.catalogue import Wording

_MOST = 4096


def secret_of(options: Namespace, say: Wording) -> Secret:
    """Return the secret that shall open the vault."""
    if options.recovery_key_fd is not None:
        return RecoveryKey(decode_recovery(_from_descriptor(options.recovery_key_fd)))
    if options.password_fd is not None:
        return Password(_from_descriptor(options.password_fd))
    return Password(_prompt(say.text("Password: ")))


def new_password(options: Namespace, say: Wording) -> Password:
    """Return the password of a new vault, asked twice at a prompt."""
    if options.password_fd is not None:
        password = _from_descriptor(options.password_fd)
    else:
        password = _prompt(say.text("New password: "))
        if _prompt(say.text("The same once more: ")) != password:
            raise UserError("passwords_differ", ExitCode.WEAK_PASSWORD)
    if not password:
        raise UserError("password_empty", ExitCode.WEAK_PASSWORD)
    return Password(password)


def _prompt(text: str) -> str:
    if not sys.stdin.isatty():
        raise UserError("password_needed", ExitCode.USAGE)
    return getpass.getpass(text, stream=sys.stderr)


def _from_descriptor(descriptor: int) -> str:
    """Read one secret; a newline at its end is not part of it."""
    data = b""
    try:
        while len(data) <= _MOST and (part := os.read(descriptor, _MOST)):
            data += part
    except OSError:
        raise UserError("descriptor_unreadable", ExitCode.USAGE, descriptor=descriptor) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise UserError("password_not_text", ExitCode.USAGE) from None
    return text.removesuffix("\n").removesuffix("\r")
