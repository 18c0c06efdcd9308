"""How long the command line takes to answer, and to unlock a vault, beside a bare interpreter."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.report import finish, median_ms, within
from vault.app import App
from vault.services.keys.derivation import KdfCost, default_cost, password_kek
from vault.services.keys.slots import Password

COMMAND = [sys.executable, "-m", "vault"]


def run(*arguments: str) -> None:
    """Run a command that must succeed; the password comes by descriptor."""
    reading, writing = os.pipe()
    os.write(writing, b"benchmark")
    os.close(writing)
    subprocess.run(
        [*COMMAND, *arguments, "--password-fd", str(reading)]
        if arguments[0] == "list"
        else [*COMMAND, *arguments],
        check=True,
        pass_fds=[reading],
        stdout=subprocess.DEVNULL,
    )
    os.close(reading)


def main() -> int:
    """Time whole processes."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "vault"
        App.on_this_machine().create(folder, Password("benchmark"), KdfCost(8 * 1024, 1, 1))
        bare = median_ms(lambda: subprocess.run([sys.executable, "-c", ""], check=True), 9)
        schema = median_ms(lambda: run("schema"), 9)
        unlock = median_ms(lambda: run("list", str(folder), "person"), 9)
    cost = default_cost()
    derivation = median_ms(lambda: password_kek("benchmark", bytes(16), cost), 3)
    return finish(
        [
            within("a bare interpreter, ms", bare, 1_000),
            within("`schema`: start of the command line, ms", schema, 500),
            within("`list`: start, unlock (8 MiB), read, close, ms", unlock, 1_000),
            within(f"key derivation at {cost.memory_kib >> 10} MiB, ms", derivation, 2_000),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
