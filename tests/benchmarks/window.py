"""The window beside KeePassXC on one screen: start to unlock window, unlock to the first page, memory.

Both are measured from outside, by the same eyes: the pixels of one virtual screen.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks import peer_keepassxc as peer
from tests.benchmarks.judge import records
from tests.benchmarks.report import Line, against, finish, median_ms
from tests.fakes.desktop import Desktop, Frame
from vault.app import App
from vault.domain.changes import Put
from vault.domain.records.kinds import SHIPPED_SERVICES
from vault.domain.records.visit import Visit, VisitStatus
from vault.open_vault import OpenVault
from vault.services.keys.derivation import default_cost, password_kek
from vault.services.keys.slots import Password
from vault.system import SystemClock

VISITS, ROUNDS = 10_000, 3
PASSWORD = "benchmark"
OURS = (str(Path(sys.executable).with_name("referral-vault-app")),)
_PAINTED_SHARE, _PAINTED_COLORS = 0.03, 24
_CHANGE, _STILL, _PATIENCE = 0.004, 6.0, 90.0
_POLL = 0.004
_START, _REST = "import vault.ui.main, vault.ui.shell", "[import_module(each) for each in unlocking._HEAVY]"
_IMPORTS = {
    "a bare interpreter": "",
    "with the imports of the start window": _START,
    "with those of the open vault besides": (
        f"{_START}; from vault.ui import unlocking; from importlib import import_module; {_REST}"
    ),
}


@dataclass(frozen=True, slots=True)
class Timing:
    """One start of a program: milliseconds to its window and to its first page, memory in MiB."""

    start: float
    unlock: float
    memory: float
    tree: float


def make_vault(folder: Path) -> None:
    """Make a vault of 10,000 visits, one of them planned, at the cost of a new vault on this machine."""
    app = App.on_this_machine()
    app.create(folder, Password(PASSWORD), default_cost(), "Benchmark")
    shipped = {service.id for service in SHIPPED_SERVICES}
    made = [each for each in records(VISITS) if each.id not in shipped]
    last = made[-1]
    if isinstance(last, Visit):
        made[-1] = replace(last, date=app.clock.today(), status=VisitStatus.PLANNED)
    with app.open(folder, Password(PASSWORD)) as vault:
        for start in range(0, len(made), 2_000):
            vault._database.apply([Put(each) for each in made[start : start + 2_000]])


def painted_at(desktop: Desktop, empty: Frame, begun: float) -> float:
    """Return the milliseconds until a window with words in it is on the screen."""
    while time.perf_counter() - begun < _PATIENCE:
        frame = desktop.screen.frame()
        if frame.differing(empty) >= _PAINTED_SHARE and frame.colors(2) >= _PAINTED_COLORS:
            return (time.perf_counter() - begun) * 1000
        time.sleep(_POLL)
    raise TimeoutError("no window was painted")


def settled_at(desktop: Desktop, begun: float) -> float:
    """Return the milliseconds until the last large change, once nothing has changed for a while."""
    last, at = desktop.screen.frame(), begun
    while (now := time.perf_counter()) - begun < _PATIENCE:
        frame = desktop.screen.frame()
        if frame.pixels != last.pixels and frame.differing(last) >= _CHANGE:
            last, at = frame, now
        elif now - at > _STILL and at > begun:
            return (at - begun) * 1000
        time.sleep(_POLL)
    raise TimeoutError("the screen never came to rest")


def run(desktop: Desktop, command: Sequence[str], picture: Path | None) -> Timing:
    """Start a program, unlock with the password, wait for its first page, and end it."""
    empty = desktop.wait_still()
    begun = time.perf_counter()
    process = desktop.run(command, quiet=True)
    started = painted_at(desktop, empty, begun)
    desktop.wait_still(1.5)
    if picture is not None:
        desktop.screen.frame().save(picture.with_suffix(".unlock.png"))
    desktop.type(PASSWORD)
    desktop.wait_still()
    begun = time.perf_counter()
    desktop.key("Return")
    unlocked = settled_at(desktop, begun)
    if picture is not None:
        desktop.screen.frame().save(picture.with_suffix(".first-page.png"))
    memory, tree = resident_mib(process.pid), sum(map(resident_mib, family(process.pid)))
    process.terminate()
    process.wait(20)
    desktop.wait_still()
    return Timing(started, unlocked, memory, tree)


def resident_mib(pid: int) -> float:
    """Return the memory of a process: its share of what it shares, in MiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024


def family(pid: int) -> Iterator[int]:
    """Yield a process and all its children."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            yield from family(int(child))


def medians(timings: Sequence[Timing]) -> Timing:
    """Return the medians of each figure."""
    return Timing(
        *(
            statistics.median(getattr(each, name) for each in timings)
            for name in ("start", "unlock", "memory", "tree")
        )
    )


def parts(folder: Path) -> Iterator[str]:
    """Yield what the unlock is made of, each part measured alone in this process."""
    cost = default_cost()
    derivation = median_ms(lambda: password_kek("x", bytes(16), cost), 3)
    yield f"  key derivation, {cost.memory_kib >> 10} MiB: {derivation:.0f} ms"
    for name, code in _IMPORTS.items():
        taken = median_ms(lambda: subprocess.run([sys.executable, "-c", code], check=True), 5)  # noqa: B023
        yield f"  {name}: {taken:.0f} ms"
    with App.on_this_machine() as app:
        app.sandbox()
        begun = time.perf_counter()
        with app.open(folder, Password(PASSWORD)) as vault:
            yield f"  open, key derivation included: {(time.perf_counter() - begun) * 1000:.0f} ms"
            begun = time.perf_counter()
            vault.snapshot()
            yield f"  the first snapshot as a whole: {(time.perf_counter() - begun) * 1000:.0f} ms"
            yield from _reading(vault)


def _reading(vault: OpenVault) -> Iterator[str]:
    from vault.services.verdicts.judging import judge_all

    today = SystemClock().today()
    yield f"  load all records: {median_ms(vault.all_records, 3):.0f} ms"
    held = vault.all_records()
    judged = judge_all(held, today)
    yield f"  judge {VISITS} visits: {median_ms(lambda: judge_all(held, today), 3):.0f} ms"
    yield f"  due dates: {median_ms(lambda: vault._due(held, judged, vault._rules()), 3):.0f} ms"


def beside(folder: Path, pictures: Path | None) -> tuple[Timing, Timing]:
    """Run both programs in turn on one screen and return the medians, ours first."""
    database = folder / "peer.kdbx"
    peer.make_database(database, PASSWORD, VISITS, default_cost())
    theirs = (peer.COMMAND, *peer.write_config(folder), str(database))
    ours = (*OURS, str(folder / "vault"))
    timings: dict[tuple[str, ...], list[Timing]] = {ours: [], theirs: []}
    with Desktop(folder / "desktop", notifications=False) as desktop:
        del desktop.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"]
        for number in range(ROUNDS + 1):  # the first round warms the disk cache and is not counted
            for command, taken in timings.items():
                name = Path(command[0]).name
                last = pictures / name if pictures is not None and number == ROUNDS else None
                timing = run(desktop, command, last)
                if number:
                    taken.append(timing)
    return medians(timings[ours]), medians(timings[theirs])


def lines(ours: Timing, theirs: Timing) -> list[Line]:
    """Return the figures side by side; the limits are ratios."""
    return [
        against("start to painted unlock window, ms", ours.start, theirs.start, 1.2),
        against(f"unlock to painted first page, {VISITS} records, ms", ours.unlock, theirs.unlock, 1.7),
        against("memory with the first page, MiB", ours.memory, theirs.memory, 2.5),
        against("  with the sealed process, MiB", ours.tree, theirs.tree, 3.0),
    ]


def main() -> int:
    """Measure in a temporary folder; `--pictures FOLDER` keeps what the screen showed."""
    pictures = Path(sys.argv[sys.argv.index("--pictures") + 1]) if "--pictures" in sys.argv else None
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_FOLDER")) as place:
        folder = Path(place)
        make_vault(folder / "vault")
        ours, theirs = beside(folder, pictures)
        if "--json" not in sys.argv:
            print("What the start and the unlock are made of:")
            for part in parts(folder / "vault"):
                print(part)
    return finish(lines(ours, theirs))


if __name__ == "__main__":
    sys.exit(main())
