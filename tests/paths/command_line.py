"""The program as a person starts it: child processes, secrets by descriptor, a home of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Done:
    """A finished command."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        assert self.code in {0, 60}, self.err
        return json.loads(self.out)

    @property
    def error(self) -> Mapping[str, Any]:
        """The error on stderr, as --json has it; nothing was said on stdout."""
        assert self.out == ""
        error: Mapping[str, Any] = json.loads(self.err)["error"]
        return error


class CommandLine:
    """Runs commands on one vault with one secret."""

    def __init__(self, home: Path, secret: str, option: str = "--password-fd") -> None:
        self.home = home
        self._secret = secret
        self._option = option

    def __call__(self, *arguments: str | Path, stdin: str = "", python: tuple[str, ...] = ()) -> Done:
        """Run a command; those that open a vault get the secret."""
        words = [sys.executable, *python, "-m", "vault", *map(str, arguments)]
        reading, writing = os.pipe()
        os.write(writing, self._secret.encode())
        os.close(writing)
        try:
            if arguments[0] not in {"schema", "judge", "read"}:
                words += [self._option, str(reading)]
            done = subprocess.run(
                words,
                cwd=ROOT,
                env=self.environment,
                input=stdin,
                capture_output=True,
                text=True,
                check=False,
                timeout=PATIENCE,
                pass_fds=[reading],
            )
        finally:
            os.close(reading)
        return Done(done.returncode, done.stdout, done.stderr)

    @property
    def environment(self) -> dict[str, str]:
        """A plain environment: a home and temporary folder of its own, no language set."""
        kept = {name: os.environ[name] for name in ("PATH", "COVERAGE_PROCESS_START") if name in os.environ}
        return kept | {"HOME": str(self.home), "TMPDIR": str(self.home), "LC_ALL": "C.UTF-8"}
