"""Notifications over the desktop's message bus: they work without a tray and bring clicks back."""

import socket
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from vault.domain.ports import Notification, Notifier

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

_NAME = _INTERFACE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_SECONDS = 3.0
_REMEMBERED = 50
_NORMAL_URGENCY = 1
_SNOOZE = "snooze"


def system_notifier(app_name: str, icon: str, platform: str = sys.platform) -> Notifier:
    """Return how notifications are shown on this platform."""
    return BusNotifier(app_name, icon) if platform.startswith("linux") else NoNotifier()


class NoNotifier:
    """A desktop that shows no notifications."""

    def show(self, _notification: Notification) -> bool:
        """Show nothing."""
        return False

    def listen(
        self, clicked: Callable[[str, str], None], snoozed: Callable[[str], None] | None = None
    ) -> None:
        """Nobody will click."""

    def close(self) -> None:
        """Nothing to let go of."""


class BusNotifier:
    """Speaks to whatever shows notifications; a connection that broke is made anew at the next one."""

    def __init__(self, app_name: str, icon: str) -> None:
        self._app_name = app_name
        self._icon = icon
        self._lock = threading.Lock()
        self._line: _Line | None = None
        self._keys: dict[int, str] = {}
        self._tokens: dict[int, str] = {}
        self._clicked: Callable[[str, str], None] | None = None
        self._snoozed: Callable[[str], None] | None = None

    def listen(
        self, clicked: Callable[[str, str], None], snoozed: Callable[[str], None] | None = None
    ) -> None:
        """Tell of clicks, on a thread of this room: which notification was opened, which was put off."""
        self._clicked, self._snoozed = clicked, snoozed

    def show(self, notification: Notification) -> bool:
        """Show it and wait until the desktop has taken it; False without a bus or a service on it."""
        try:
            from jeepney import MessageType
            from jeepney.wrappers import DBusErrorResponse
        except ImportError:
            return False
        with self._lock:
            try:
                answer = self._connected().ask(self._notify(notification))
            except (OSError, KeyError, ValueError, RuntimeError, DBusErrorResponse):
                self._hang_up()
                return False
        if answer.header.message_type is not MessageType.method_return:
            return False
        self._keys[int(answer.body[0])] = notification.key
        for old in list(self._keys)[:-_REMEMBERED]:
            del self._keys[old]
        return True

    def close(self) -> None:
        """Hang up."""
        with self._lock:
            self._hang_up()

    def _connected(self) -> "_Line":
        if self._line is not None and not self._line.is_open:
            self._hang_up()
        if self._line is None:
            self._line = _Line(self._signal)
        return self._line

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _notify(self, notification: Notification) -> "Message":
        from jeepney import DBusAddress, new_method_call

        hints = {"urgency": ("y", _NORMAL_URGENCY), "desktop-entry": ("s", "referral-vault")}
        actions = ["default", notification.open_label]
        if notification.snooze_label:
            actions += [_SNOOZE, notification.snooze_label]
        body = (
            self._app_name,
            0,
            self._icon,
            notification.title,
            notification.body,
            actions,
            hints,
            -1,
        )
        return new_method_call(DBusAddress(_PATH, _NAME, _INTERFACE), "Notify", "susssasa{sv}i", body)

    def _signal(self, member: str, body: tuple[Any, ...]) -> None:
        match (member, *body):
            case ("ActivationToken", int(number), str(token)):
                self._tokens = {number: token}
            case ("ActionInvoked", int(number), action) if number in self._keys and action == _SNOOZE:
                if self._snoozed is not None:
                    self._snoozed(self._keys[number])
            case ("ActionInvoked", int(number), str()) if number in self._keys:
                if self._clicked is not None:
                    self._clicked(self._keys[number], self._tokens.pop(number, ""))


class _Line:
    """A connection to the bus and the thread that listens on it."""

    def __init__(self, signal: Callable[[str, tuple[Any, ...]], None]) -> None:
        from jeepney import MatchRule, message_bus
        from jeepney.io.blocking import open_dbus_connection

        self._signal = signal
        self._waiting: dict[int, Future[Message]] = {}
        self._connection: DBusConnection = open_dbus_connection("SESSION")
        self._thread = threading.Thread(target=self._hear, name="notifications", daemon=True)
        self._thread.start()
        rule = MatchRule(type="signal", interface=_INTERFACE, path=_PATH)
        self.ask(message_bus.AddMatch(rule))

    @property
    def is_open(self) -> bool:
        """Whether the other end is still there."""
        return self._thread.is_alive()

    def ask(self, message: "Message") -> "Message":
        """Send a call and return its answer; raises OSError when none comes in time."""
        serial = next(self._connection.outgoing_serial)
        answer: Future[Message] = Future()
        self._waiting[serial] = answer
        try:
            self._connection.send(message, serial=serial)
            return answer.result(_SECONDS)
        finally:
            self._waiting.pop(serial, None)

    def close(self) -> None:
        """Stop listening and close."""
        with suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(_SECONDS)
        self._connection.close()

    def _hear(self) -> None:
        from jeepney import HeaderFields, MessageType

        try:
            while True:
                message = self._connection.receive()
                fields = message.header.fields
                if message.header.message_type is MessageType.signal:
                    self._signal(str(fields.get(HeaderFields.member)), message.body)
                elif (answer := self._waiting.get(fields.get(HeaderFields.reply_serial))) is not None:
                    answer.set_result(message)
        except (OSError, ValueError):
            pass  # closed by us, or the bus is gone: the next notification connects anew
        finally:
            for answer in tuple(self._waiting.values()):
                if not answer.done():
                    answer.set_exception(ConnectionResetError())
