"""The keyring's item byte for byte, a real keyring, and the plain answer where there is none."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.message_bus import keyring_daemon, missing, private_bus
from vault.domain.errors import BugError, ExitCode, UserError
from vault.services.keys.keyring_child import answer
from vault.services.keys.keyring_item import KeyringItem, read_item, write_item
from vault.services.keys.os_keyring import OsKeyring

AGENDA, DEVICE = bytes(range(32)), bytes(range(32, 64))
ENCODED = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
ENCODED_DEVICE = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8"


class TestTheItem:
    def test_its_bytes(self) -> None:
        assert write_item(KeyringItem(AGENDA)) == f"v1..{ENCODED}"
        assert write_item(KeyringItem(AGENDA, DEVICE)) == f"v1.{ENCODED_DEVICE}.{ENCODED}"

    @pytest.mark.parametrize("item", [KeyringItem(AGENDA), KeyringItem(AGENDA, DEVICE)])
    def test_it_reads_what_it_writes(self, item: KeyringItem) -> None:
        assert read_item(write_item(item)) == item

    @pytest.mark.parametrize(
        "text",
        [
            None,
            "",
            "v1",
            f"v2..{ENCODED}",
            f"v1.{ENCODED}",
            f"v1..{ENCODED}.x",
            f"v1..{ENCODED}=",
            f"v1..{ENCODED[:-1]}",
            f"v1..{ENCODED[:-1]}9",
            f"v1..{ENCODED[:-4]}",
            f"v1.AA.{ENCODED}",
            f"v1.??.{ENCODED}",
            "v1..ü",
            f"v1.{ENCODED}.",
        ],
    )
    def test_anything_else_is_none(self, text: str | None) -> None:
        assert read_item(text) is None

    def test_keys_of_another_size_are_a_fault_and_none_is_shown(self) -> None:
        with pytest.raises(BugError):
            write_item(KeyringItem(b"short"))
        with pytest.raises(BugError):
            write_item(KeyringItem(AGENDA, b"short"))
        assert repr(KeyringItem(AGENDA, DEVICE)) == "KeyringItem()"


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Run a message bus without a keyring, for a person without files."""
    if missing("dbus-daemon"):
        pytest.skip("no dbus-daemon here")
    (tmp_path / "run").mkdir(mode=0o700)
    with private_bus(tmp_path) as address:
        environ = {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(tmp_path / "run"),
            "XDG_DATA_HOME": str(tmp_path / "data"),
        }
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        yield environ


class TestARealKeyring:
    def test_it_keeps_gives_back_and_forgets(self, bus: dict[str, str], tmp_path: Path) -> None:
        if missing("gnome-keyring-daemon"):
            pytest.skip("no keyring daemon here")
        secret = write_item(KeyringItem(AGENDA))
        keyring = OsKeyring()
        with keyring_daemon(bus):
            assert keyring.get("01" * 16) is None
            keyring.put("01" * 16, secret)
            keyring.put("02" * 16, "another")
            assert keyring.get("01" * 16) == secret
            keyring.put("01" * 16, "another secret")
            assert keyring.get("01" * 16) == "another secret"
            keyring.remove("01" * 16)
            assert keyring.get("01" * 16) is None
            keyring.remove("01" * 16)
            assert keyring.get("02" * 16) == "another"
        kept = [each for each in tmp_path.rglob("*") if each.is_file()]
        assert all(ENCODED.encode() not in each.read_bytes() for each in kept)

    def test_a_bus_without_one(self, bus: dict[str, str]) -> None:
        assert bus
        _refused()

    def test_no_bus_at_all(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")
        _refused()


def _refused() -> None:
    keyring = OsKeyring()
    calls: tuple[Callable[[], object], ...] = (
        lambda: keyring.get("01" * 16),
        lambda: keyring.put("01" * 16, "sample secret"),
        lambda: keyring.remove("01" * 16),
    )
    for call in calls:
        with pytest.raises(UserError) as caught:
            call()
        assert (caught.value.code, caught.value.exit_code) == ("no_keyring", ExitCode.NO_KEYRING)
        assert "sample secret" not in repr(caught.value.__cause__)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_a_systems_own_keyring_is_not_looked_for_elsewhere(platform: str) -> None:
    told = io.StringIO()
    assert answer(io.StringIO(json.dumps({"do": "get", "name": "x"})), told, platform) == 1
    assert told.getvalue() == ""
