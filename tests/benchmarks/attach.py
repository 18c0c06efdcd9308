"""Attaching a paper of 1 and of 50 MB beside a plain copy with fsync; and editing a record."""

import itertools
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.report import Line, against, finish, median_ms, times_ms, within
from vault.app import App
from vault.domain.ports import NoProgress
from vault.domain.records.papers import DocumentKind
from vault.open_vault import OpenVault
from vault.services.documents.attach import Target
from vault.services.keys.derivation import KdfCost
from vault.services.keys.slots import Password

MB = 1_000_000
ROUNDS = 9
TARGET = Target(DocumentKind.OTHER)


def copy_with_fsync(source: Path, target: Path) -> None:
    """Copy a file and have the disk keep it, name included: the peer."""
    with source.open("rb") as reader, target.open("wb") as writer:
        while part := reader.read(1 << 20):
            writer.write(part)
        writer.flush()
        os.fsync(writer.fileno())
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def attaching(vault: OpenVault, place: Path, size: int) -> Iterator[Line]:
    """Attach fresh files of one size, each round after a copy of the same file."""
    number = itertools.count()
    ours, peer, blobs = [], [], []
    for _ in range(ROUNDS):
        source = place / f"paper-{size}-{next(number)}.pdf"
        source.write_bytes(os.urandom(size))
        peer += times_ms(lambda: copy_with_fsync(source, source.with_suffix(".copy")), 1)  # noqa: B023
        ours += times_ms(lambda: vault.papers.attach_file(source, TARGET, NoProgress()), 1)  # noqa: B023
        content = os.urandom(size)
        blobs += times_ms(lambda: vault.blobs.put(content, size), 1)  # noqa: B023
    copied = statistics.median(peer)
    yield against(f"attach {size // MB} MB, ms beside a copy", statistics.median(ours), copied, 1.6)
    yield against(f"  of it the sealed file alone, {size // MB} MB", statistics.median(blobs), copied, 1.6)


def editing(vault: OpenVault) -> Iterator[Line]:
    """Change one field of one record."""
    record = vault.records.add("person", {"name": "Sample Person"}).record.id
    number = itertools.count()
    edit = median_ms(lambda: vault.records.edit(record, {"phone": f"555-{next(number)}"}), 51)
    yield within("edit of a record, ms", edit, 50)


def main() -> int:
    """Run in a temporary folder."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_FOLDER")) as folder:
        place = Path(folder)
        app = App.on_this_machine()
        password = Password("benchmark")
        app.create(place / "vault", password, KdfCost(8 * 1024, 1, 1))
        with app.open(place / "vault", password) as vault:
            lines = [*attaching(vault, place, MB), *attaching(vault, place, 50 * MB), *editing(vault)]
    return finish(lines)


if __name__ == "__main__":
    sys.exit(main())
