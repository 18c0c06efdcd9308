"""Shows a file where it lies: in the desktop's file manager, else by opening its folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from vault.services.files.session_bus import show_in_file_manager
from vault.ui.jobs import JobProgress, Jobs, Lane


def show_in_folder(path: Path, jobs: Jobs, owner: QObject) -> None:
    """Have the desktop show a file or folder; asks off the GUI thread."""
    jobs.run(Lane.POOL, partial(_ask, path), owner, partial(_or_open, path))


def _ask(path: Path, _progress: JobProgress) -> bool:
    return show_in_file_manager(path)


def _or_open(path: Path, shown: bool) -> None:  # noqa: FBT001 - the result of a job
    if not shown:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
