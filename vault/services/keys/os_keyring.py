"""The operating system's keyring, asked through a process of its own that is ended if it does not answer."""

import json
import subprocess

from vault.domain.errors import ExitCode, UserError
from vault.services.files.own_program import own_command, own_environment

_SECONDS = 5.0
_SECONDS_WITH_THE_PERSON = 30.0
"""A locked keyring asks for its own password when something is put into it."""


class OsKeyring:
    """A SecretStore; secrets go by pipes only."""

    def get(self, name: str) -> str | None:
        """Return a secret; None when there is none of this name."""
        return _asked({"do": "get", "name": name}, _SECONDS)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret and see that it can be read back."""
        if _asked({"do": "put", "name": name, "secret": secret}, _SECONDS_WITH_THE_PERSON) != secret:
            raise _no_keyring()

    def remove(self, name: str) -> None:
        """Take a secret away; one that is not there is fine."""
        if _asked({"do": "remove", "name": name}, _SECONDS_WITH_THE_PERSON) is not None:
            raise _no_keyring()


def _asked(request: dict[str, str], seconds: float) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            own_command("--keyring"),
            env=own_environment(),
            input=json.dumps(request) + "\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=seconds,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        raise _no_keyring() from None  # the failed call would carry what was asked
    secret = answer["secret"]
    return secret if isinstance(secret, str) else None


def _no_keyring() -> UserError:
    return UserError("no_keyring", ExitCode.NO_KEYRING)
