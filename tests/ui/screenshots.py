"""Pictures of every page and dialog: `python -m tests.ui.screenshots FOLDER [WORD...]`.

Each is named place.scheme.size.scale.language.png; words leave out the names that lack any of them.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first import of Qt

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.fakes.vaults import CHEAP
from tests.ui.sample_window import SampleWindow, drop, make_template, pause, send_deletions, until
from tests.ui.setting import new_look, wording
from vault.domain.records.referral import Referral
from vault.services.local_settings import LocalSettings, RecentVault
from vault.ui.dialogs.bundle import BundleDialog
from vault.ui.dialogs.closing import ClosingDialog, ClosingFacts
from vault.ui.dialogs.first_run.window import FirstRun
from vault.ui.dialogs.unlock import UnlockPage
from vault.ui.doorway import Doorway
from vault.ui.jobs import Jobs
from vault.ui.lobby import Lobby
from vault.ui.navigation import MakeBundle, PageId, Request, ShowPage
from vault.ui.theme.look import Look, LookSettings, SchemeChoice
from vault.ui.unlocking import Attempt, SecretKind

SCHEMES = (SchemeChoice.LIGHT, SchemeChoice.DARK)
SIZES = (QSize(1280, 800), QSize(900, 600))
SCALES = (100, 200)
LANGUAGES = ("en", "de")
_REST_MS = 60


@dataclass(frozen=True, slots=True)
class Variant:
    """How everything is shown at a time."""

    scheme: SchemeChoice
    size: QSize
    scale: int
    lang: str

    @property
    def name(self) -> str:
        """The part of a file name that says it."""
        return f"{self.scheme}.{self.size.width()}x{self.size.height()}.{self.scale}.{self.lang}"


class Camera:
    """Takes pictures of what is asked for and counts them."""

    def __init__(self, folder: Path, words: tuple[str, ...]) -> None:
        self._folder, self._words = folder, words
        self.taken = 0
        folder.mkdir(parents=True, exist_ok=True)

    def wants(self, place: str, variant: Variant) -> bool:
        """Whether a picture was asked for."""
        parts = f"{place}.{variant.name}".split(".")
        return all(word in parts for word in self._words)

    def take(self, widget: QWidget, place: str, variant: Variant) -> None:
        """Take a picture of a widget and everything that lies over it."""
        pause(_REST_MS)
        picture = widget.grab()
        menus = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu)]
        for menu in (each for each in menus if each.isVisible()):
            painter = QPainter(picture)
            painter.drawPixmap(menu.mapToGlobal(QPoint()) - widget.mapToGlobal(QPoint()), menu.grab())
            painter.end()
        target = self._folder / f"{place}.{variant.name}.png"
        if not picture.save(str(target)):
            raise OSError(f"{target} was not written")
        self.taken += 1


class Studio:
    """One language at a time: a window and the dialogs, in every scheme, size and scale."""

    def __init__(self, look: Look, template: Path, place: Path, camera: Camera, lang: str) -> None:
        self._look, self._place, self._camera, self._lang = look, place, camera, lang
        self._template = template
        self._shown = SampleWindow(look, template, place / f"Sample-{lang}.rvault", lang)
        self._window = self._shown.show(SIZES[0])
        self._variant = Variant(SCHEMES[0], SIZES[0], SCALES[0], lang)
        self._number = 0

    def run(self) -> None:
        """Take every picture of this language that was asked for."""
        for scheme, size, scale in product(SCHEMES, SIZES, SCALES):
            self._variant = Variant(scheme, size, scale, self._lang)
            self._look.choose(LookSettings(scheme, scale=scale))
            self._window.resize(size)
            for name, request in self._shown.places():
                self._place_in_window(name, request)
            for name, show in self._over_the_window():
                self._of(name, show)
        self._shown.close()

    def _wants(self, name: str) -> bool:
        return self._camera.wants(name, self._variant)

    def _take(self, widget: QWidget, name: str) -> None:
        self._camera.take(widget, name, self._variant)

    def _place_in_window(self, name: str, request: Request) -> None:
        if self._wants(name):
            self._shown.go(request)
            self._window.toast.hide()
            self._take(self._window, name)

    def _of(self, name: str, show: Callable[[str], None]) -> None:
        if self._wants(name):
            show(name)
            send_deletions()

    def _over_the_window(self) -> Iterator[tuple[str, Callable[[str], None]]]:
        yield "menu", self._menu
        yield "toast", self._toast
        yield "bundle", self._bundle
        yield "bundle-missing", self._bundle_missing
        for name in ("closing", "closing-no-tray"):
            yield name, self._closing
        for name in ("unlock", "unlock-wrong", "unlock-recovery", "unlock-locked", "gone", "vaults"):
            yield name, self._start
        for step in range(1, 6):
            yield f"first-run-{step}", self._first_run

    def _menu(self, name: str) -> None:
        self._shown.go(ShowPage(PageId.TODAY))
        self._window.open_menu()
        self._take(self._window, name)
        for menu in self._window.findChildren(QMenu):
            menu.close()

    def _toast(self, name: str) -> None:
        self._shown.go(ShowPage(PageId.TODAY))
        say = self._shown.desk.say
        self._window.toast.say_done(say.text("{record} moved to the trash", record="RF-1"))
        self._take(self._window, name)
        self._window.toast.hide()

    def _closing(self, name: str) -> None:
        facts = ClosingFacts(tray=name == "closing", notifications=True, idle_minutes=5, while_locked=False)
        dialog = ClosingDialog(self._look, self._shown.desk.say, facts, self._window)
        dialog.open()
        self._take(dialog, name)
        dialog.reject()
        drop(dialog)

    def _bundle(self, name: str) -> None:
        self._show_bundle(self._referrals(with_paper=True)[0], name)

    def _bundle_missing(self, name: str) -> None:
        without = self._referrals(with_paper=False)
        if without:
            self._show_bundle(without[0], name)

    def _referrals(self, *, with_paper: bool) -> list[str]:
        records = self._shown.snapshot.records
        return [
            each.id for each in records.all(Referral) if bool(records.documents_of(each.id)) is with_paper
        ]

    def _show_bundle(self, referral: str, name: str) -> None:
        self._shown.go(ShowPage(PageId.REFERRALS))
        self._shown.desk.go(MakeBundle(referral))
        self._shown.settle()
        dialog = self._window.findChild(BundleDialog)
        if dialog is None:
            raise LookupError("no bundle dialog opened")
        until(lambda: dialog.making.ready is not None or name.endswith("missing"))
        pause(600)
        self._take(dialog, name)
        if dialog.is_narrow:
            for step in (2, 3):
                dialog.footer.next.click()
                pause(300)
                self._take(dialog, f"{name}-step-{step}")
        dialog.reject()
        drop(dialog)

    def _lobby(self, *, recent: bool = True) -> Lobby:
        self._number += 1
        settings = LocalSettings(self._place / f"lobby-{self._number}")
        if recent:
            for folder, called in ((self._place / "gone", "Moved away"), (self._template, "Sample vault")):
                settings.opened(RecentVault(str(folder), called, "2026-11-22T08:00:00+00:00"))
        return Lobby(self._shown.app, self._look, wording(self._lang), Jobs(), settings, CHEAP)

    def _start(self, name: str) -> None:
        lobby = self._lobby()
        door = Doorway(lobby)
        door.show_vault(
            self._place / "gone" if name == "gone" else self._template, locked=name == "unlock-locked"
        )
        page = door.window.page
        if isinstance(page, UnlockPage) and name == "unlock-wrong":
            page.field.setText("not it")
            page.asked.emit(Attempt("not it"))
        elif isinstance(page, UnlockPage) and name == "unlock-recovery":
            page.use(SecretKind.RECOVERY_KEY)
        elif name == "vaults":
            door.show_list()
        until(lambda: not lobby.jobs.busy)
        self._take(door.window, name)
        drop(door.window)
        door.deleteLater()
        lobby.jobs.shut_down()

    def _first_run(self, name: str) -> None:
        lobby = self._lobby(recent=False)
        first = FirstRun(lobby)
        first.resize(self._variant.size)
        first.show()
        first.place.folder.setText(str(self._place / f"new-{self._number}"))
        first.password.first.setText("a sample password")
        first.password.second.setText("a sample password")
        first.person.name.setText("Sample Person")
        wanted = int(name[-1]) - 1
        for step in range(wanted):
            if step == 2:
                first.recovery.answer.setText(_asked_group(first))
            first.go_on()
            until(lambda: not lobby.jobs.busy)
            if first.step != step + 1:
                raise LookupError(f"step {step + 1} of the first run did not come")
        self._take(first, name)
        first.close_vault()
        drop(first)
        lobby.jobs.shut_down()


def _asked_group(first: FirstRun) -> str:
    facts = first.recovery._facts
    if facts is None:
        raise LookupError("no recovery key is shown")
    return facts.groups[first.recovery._asked]


def main() -> int:
    """Take the pictures and say how many."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    app = QApplication([])
    camera = Camera(Path(sys.argv[1]), tuple(sys.argv[2:]))
    look = new_look(app)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        template = make_template(place / "t")
        for lang in LANGUAGES:
            if any(word in LANGUAGES and word != lang for word in sys.argv[2:]):
                continue
            (place / lang).mkdir()
            Studio(look, template, place / lang, camera, lang).run()
    sys.stdout.write(f"{camera.taken} pictures in {sys.argv[1]}\n")
    return 0 if camera.taken else 1


if __name__ == "__main__":
    sys.exit(main())
