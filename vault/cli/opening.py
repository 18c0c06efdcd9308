"""Opening the vault a command names, and closing it whatever happens."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from vault.app import App
from vault.cli.secrets import secret_of
from vault.open_vault import OpenVault
from vault.services.wording.catalogue import Wording


@contextmanager
def opened(options: Namespace, app: App, say: Wording, *, parses: bool = False) -> Iterator[OpenVault]:
    """Ask for the secret, open, hand out, close; the sealed process starts before there is a key."""
    if parses:
        app.sandbox()
    with app, app.open(options.vault, secret_of(options, say)) as vault:
        yield vault
