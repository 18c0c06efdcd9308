"""Makes a throw-away vault with sample records: `python -m vault.cli.sample FOLDER` prints its password."""

import sys
from pathlib import Path

from vault.app import App
from vault.domain.errors import VaultError
from vault.services.interchange.sample import add_sample
from vault.services.interchange.sample_papers import add_sample_papers
from vault.services.keys.derivation import KdfCost
from vault.services.keys.slots import Password
from vault.services.typeset.typesetter import Typesetter

SAMPLE_PASSWORD = "sample"  # noqa: S105 - of a vault that holds nothing but samples, and is shown
_CHEAP = KdfCost(8 * 1024, 1, 1)


def make_sample(app: App, folder: Path) -> Password:
    """Create a vault of sample records; it protects nothing, so its key is cheap."""
    password = Password(SAMPLE_PASSWORD)
    sandbox = app.sandbox()
    app.create(folder, password, _CHEAP, "Sample vault")
    with app.open(folder, password) as vault:
        source, today = app.resources / "sample", app.clock.today()
        ids = add_sample(vault.records, source, today)
        typesetter = Typesetter(app.resources / "templates", app.resources / "fonts")
        add_sample_papers(vault.papers, typesetter, sandbox, source, ids, today)
    return password


def main() -> int:
    """Make the vault in the folder named and print the password it opens with."""
    try:
        with App.on_this_machine() as app:
            password = make_sample(app, Path(sys.argv[1]))
    except VaultError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{password.text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
