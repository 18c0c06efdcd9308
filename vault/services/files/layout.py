"""Where everything lies in a vault folder; finding, making and tidying one."""

import os
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from vault.domain.errors import ExitCode, UserError
from vault.services.files.durable import durable_write, make_folders, sync_folder
from vault.services.files.reading import open_regular, refuse_link
from vault.services.files.readme import README_TEXT

HEADER_NAME = "vault.rvault"


@dataclass(frozen=True, slots=True)
class VaultLayout:
    """The paths of one vault folder."""

    folder: Path

    @property
    def readme(self) -> Path:
        """What the folder is, for whoever finds it."""
        return self.folder / "README.txt"

    @property
    def header(self) -> Path:
        """Header and key slots: the file a person opens."""
        return self.folder / HEADER_NAME

    @property
    def header_backup(self) -> Path:
        """Byte copy of the header."""
        return self.folder / f"{HEADER_NAME}.bak"

    @property
    def database(self) -> Path:
        """The encrypted records."""
        return self.folder / "records.db"

    @property
    def journal(self) -> Path:
        """Part of the database while a write is under way."""
        return self.folder / "records.db-journal"

    @property
    def documents(self) -> Path:
        """Folder of the sealed documents."""
        return self.folder / "documents"

    @property
    def agenda(self) -> Path:
        """Sealed reminders."""
        return self.folder / "agenda"

    @property
    def reserve(self) -> Path:
        """Room to be given up when the disk is full."""
        return self.folder / "reserve"

    @property
    def staging(self) -> Path:
        """Folder for sealed bytes that are not whole yet."""
        return self.folder / "tmp"

    @property
    def lock(self) -> Path:
        """Held while the vault is open."""
        return self.folder / "lock"

    @property
    def parts(self) -> tuple[Path, ...]:
        """Every entry of the folder that belongs to the vault."""
        return (
            self.readme,
            self.header,
            self.header_backup,
            self.database,
            self.journal,
            self.documents,
            self.agenda,
            self.reserve,
            self.staging,
            self.lock,
        )

    def refuse_links(self) -> None:
        """Raise `vault_has_links` when any part is a link: what is in the vault must lie in the vault."""
        for part in self.parts:
            refuse_link(part)

    def write_readme(self) -> bool:
        """Write README.txt unless it already says the same; True if written."""
        text = README_TEXT.encode("utf-8")
        try:
            with open_regular(self.readme) as stream:
                if stream.read(len(text) + 1) == text:
                    return False
        except FileNotFoundError:
            pass
        durable_write(self.readme, text, self.staging)
        return True

    def empty_staging(self) -> int:
        """Remove what cut-off writes left in tmp/ and return how many; only while holding the lock."""
        make_folders((self.staging,))
        removed = 0
        with os.scandir(self.staging) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path)  # removes links in it, follows none
                else:
                    Path(entry.path).unlink()
                removed += 1
        return removed


def locate(path: Path) -> VaultLayout:
    """Return the vault at `path`, its folder or its `vault.rvault`.

    Raises vault_not_found, not_a_vault or vault_has_links.
    """
    folder = path.parent if path.name == HEADER_NAME and not path.is_dir() else path
    if not folder.exists():
        raise UserError("vault_not_found", ExitCode.NOT_A_VAULT, path=str(path))
    layout = VaultLayout(folder.resolve())  # links above the vault are the person's own business
    layout.refuse_links()
    if not layout.header.is_file() and not layout.header_backup.is_file():
        raise UserError("not_a_vault", ExitCode.NOT_A_VAULT, path=str(path))
    return layout


def create(folder: Path) -> VaultLayout:
    """Make the folders of a new vault (0700), parents too; only an empty folder may exist: already_exists."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        taken = any(folder.iterdir())
    except (FileExistsError, NotADirectoryError):
        taken = True
    if taken:
        raise UserError("already_exists", ExitCode.ALREADY_EXISTS, path=str(folder))
    layout = VaultLayout(folder.resolve())
    with ExitStack() as failed:
        failed.callback(shutil.rmtree, layout.folder, ignore_errors=True)
        layout.folder.chmod(0o700)
        sync_folder(layout.folder.parent)
        make_folders((layout.documents, layout.staging))
        # All at once, so that no paper has to wait for a folder of its own.
        make_folders(layout.documents / f"{number:02x}" for number in range(256))
        failed.pop_all()
    return layout
