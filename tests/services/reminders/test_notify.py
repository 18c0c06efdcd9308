"""Notifications over a real private message bus, with a service that a test plays."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from queue import Queue

import pytest

from tests.fakes.message_bus import NOTIFICATIONS, Service, missing, private_bus
from vault.domain.ports import Notification
from vault.services.files.session_bus import show_in_file_manager
from vault.services.reminders.notify import BusNotifier, NoNotifier, system_notifier

jeepney = pytest.importorskip("jeepney")
SHOWN = Notification("1:ref1", "Referral Vault", "1 date needs you today", "Open")


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a private session bus."""
    if missing("dbus-daemon"):
        pytest.skip("no dbus-daemon here")
    with private_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def service(bus: str) -> Iterator[Service]:
    """Return a notification service on the private bus."""
    assert bus
    played = Service(NOTIFICATIONS, "u", (7,))
    yield played
    played.close()


def test_without_a_bus_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    notifier = BusNotifier("Referral Vault", "")
    assert not notifier.show(SHOWN)
    notifier.close()
    notifier.close()


@pytest.mark.parametrize("address", ["unix:path=/nowhere/at/all", "tcp:host=localhost,port=1", "nonsense"])
def test_a_bus_that_is_not_there_shows_nothing(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert not BusNotifier("Referral Vault", "").show(SHOWN)


def test_a_bus_without_a_service_shows_nothing(bus: str) -> None:
    assert bus
    notifier = BusNotifier("Referral Vault", "")
    assert not notifier.show(SHOWN)
    notifier.close()


def test_the_service_gets_the_texts_and_an_action_for_the_click(service: Service) -> None:
    notifier = BusNotifier("Referral Vault", "/icon.svg")
    assert notifier.show(SHOWN)
    app, replaces, icon, title, body, actions, hints, timeout = service.calls.get(timeout=5)
    assert (app, replaces, icon, title, body) == ("Referral Vault", 0, "/icon.svg", SHOWN.title, SHOWN.body)
    assert actions == ["default", "Open"]
    assert hints["desktop-entry"] == ("s", "referral-vault")
    assert timeout == -1
    notifier.close()


def test_a_click_comes_back_with_its_key_and_the_desktops_token(service: Service) -> None:
    clicks: Queue[tuple[str, str]] = Queue()
    notifier = BusNotifier("Referral Vault", "")
    notifier.listen(lambda key, token: clicks.put((key, token)))
    assert notifier.show(SHOWN)
    service.signal("ActionInvoked", "us", (999, "default"))
    service.signal("ActivationToken", "us", (7, "sample-token"))
    service.signal("ActionInvoked", "us", (7, "default"))
    assert clicks.get(timeout=5) == (SHOWN.key, "sample-token")
    service.signal("ActionInvoked", "us", (7, "default"))
    assert clicks.get(timeout=5) == (SHOWN.key, "")
    assert clicks.empty()
    notifier.close()


def test_one_that_can_be_put_off_says_so_and_tells_it_apart_from_a_click(service: Service) -> None:
    clicks: Queue[tuple[str, ...]] = Queue()
    notifier = BusNotifier("Referral Vault", "")
    notifier.listen(lambda *clicked: clicks.put(clicked), lambda key: clicks.put((key,)))
    assert notifier.show(replace(SHOWN, snooze_label="Tomorrow again"))
    assert service.calls.get(timeout=5)[5] == ["default", "Open", "snooze", "Tomorrow again"]
    service.signal("ActionInvoked", "us", (7, "snooze"))
    assert clicks.get(timeout=5) == (SHOWN.key,)
    service.signal("ActionInvoked", "us", (7, "default"))
    assert clicks.get(timeout=5) == (SHOWN.key, "")
    notifier.listen(lambda *clicked: clicks.put(clicked))
    service.signal("ActionInvoked", "us", (7, "snooze"))
    service.signal("ActionInvoked", "us", (7, "default"))
    assert clicks.get(timeout=5) == (SHOWN.key, "")
    notifier.close()


def test_it_connects_anew_after_the_connection_broke(service: Service) -> None:
    notifier = BusNotifier("Referral Vault", "")
    assert notifier.show(SHOWN)
    assert notifier._line is not None
    notifier._line._connection.sock.shutdown(2)
    notifier._line._thread.join(5)
    assert notifier.show(SHOWN)
    assert service.calls.qsize() == 2
    notifier.close()


def test_other_systems_show_none() -> None:
    silent = system_notifier("Referral Vault", "", "win32")
    assert isinstance(silent, NoNotifier)
    silent.listen(lambda _key, _token: None)
    assert not silent.show(SHOWN)
    silent.close()
    assert isinstance(system_notifier("Referral Vault", "", "linux"), BusNotifier)


def test_a_file_manager_is_asked_to_show_a_file(bus: str, tmp_path: Path) -> None:
    assert bus == os.environ["DBUS_SESSION_BUS_ADDRESS"]
    assert not show_in_file_manager(tmp_path / "a b.pdf")
    manager = Service("org.freedesktop.FileManager1", "", ())
    assert show_in_file_manager(tmp_path / "a b.pdf")
    assert manager.calls.get(timeout=5) == ([(tmp_path / "a b.pdf").as_uri()], "")
    manager.close()
