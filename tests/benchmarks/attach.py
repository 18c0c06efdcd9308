"""Attaching papers of 1 and 50 MB, and 20 in one import, beside copies with fsync; editing a record."""

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
IMPORTED, IMPORTS = 20, 5
TARGET = Target(DocumentKind.OTHER)


def copy_with_fsync(source: Path, target: Path) -> None:
    """Copy a file so that a crash leaves all of it or nothing: staged, synced, renamed, the name synced."""
    staged = target.with_suffix(".staged")
    with source.open("rb") as reader, staged.open("wb") as writer:
        while part := reader.read(1 << 20):
            writer.write(part)
        writer.flush()
        os.fsync(writer.fileno())
    staged.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def copy_all(sources: list[Path]) -> None:
    """Copy files one after the other."""
    for source in sources:
        copy_with_fsync(source, source.with_suffix(".copy"))


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
    whole, copied, sealed = (statistics.median(each) for each in (ours, peer, blobs))
    yield against(f"the sealed file of a paper of {size // MB} MB, ms beside a copy", sealed, copied, 1.6)
    if size > MB:
        yield against(f"attach one paper of {size // MB} MB, ms beside a copy", whole, copied, 1.6)
    else:
        yield within(f"attach one paper of {size // MB} MB: file and one transaction, ms", whole, 50)


def importing(vault: OpenVault, place: Path) -> Iterator[Line]:
    """Attach 20 fresh papers of 1 MB in one import, each round after copies of the same files."""
    ours, peer = [], []
    for number in range(IMPORTS):
        sources = [place / f"import-{number}-{each}.pdf" for each in range(IMPORTED)]
        for source in sources:
            source.write_bytes(os.urandom(MB))
        peer += times_ms(lambda: copy_all(sources), 1)  # noqa: B023
        ours += times_ms(lambda: vault.papers.attach_files(sources, TARGET, NoProgress()), 1)  # noqa: B023
    name = f"attach {IMPORTED} papers of 1 MB in one import, ms beside copies"
    yield against(name, statistics.median(ours), statistics.median(peer), 1.6)


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
            lines = [
                *attaching(vault, place, MB),
                *importing(vault, place),
                *attaching(vault, place, 50 * MB),
                *editing(vault),
            ]
    return finish(lines)


if __name__ == "__main__":
    sys.exit(main())
