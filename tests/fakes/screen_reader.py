"""Hears what a screen reader hears: the control that has the keyboard, over the accessibility bus."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from jeepney import DBusAddress, MatchRule, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_TEXT = "org.a11y.atspi.Text"
_EVENTS = "org.a11y.atspi.Event.Object"
_ROOT = "/org/a11y/atspi/accessible/root"
_LABELLED_BY = 2
_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Heard:
    """A control: its name, its role in words, what is typed in it, and the label that stands by it.

    A list of choices has its choice for a name here; its label is told apart from it.
    """

    name: str
    role: str
    text: str = ""
    label: str = ""

    def is_called(self, name: str) -> bool:
        """Whether its name or its label begins so."""
        return self.name.startswith(name) or self.label.startswith(name)


class ScreenReader:
    """Follows the focus of every program on a desktop."""

    def __init__(self, session_bus: str) -> None:
        self._bus: DBusConnection = _open_bus(session_bus)
        self._events: deque[Any] = deque()
        self._focus: tuple[str, str] | None = None
        self._moves = self._seen = 0
        rule = MatchRule(type="signal", interface=_EVENTS, member="StateChanged")
        self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_SECONDS)
        registry = DBusAddress(
            "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
        )
        listen = new_method_call(registry, "RegisterEvent", "s", ("object:state-changed:focused",))
        self._bus.send_and_get_reply(listen, timeout=_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bus.close()

    def focused(self) -> Heard | None:
        """Return the control that has the keyboard now, None before the first."""
        self._listen(0.05)
        if self._focus is None:
            return None
        sender, path = self._focus
        name = self._get(sender, path, "Name")
        role = self._call(sender, path, _ACCESSIBLE, "GetRoleName")
        text = self._call(sender, path, _TEXT, "GetText", "ii", (0, -1))
        label = self._label(sender, path)
        return Heard(str(name or ""), str(role or ""), str(text or ""), label)

    def wait_move(self, seconds: float = 1.5) -> None:
        """Wait until the keyboard has gone to another control since this was asked last."""
        end = time.monotonic() + seconds
        while self._moves == self._seen and time.monotonic() < end:
            self._listen(0.02)
        self._seen = self._moves

    def wait_for(self, name: str, seconds: float = 10.0) -> Heard:
        """Wait until a control whose name begins so has the keyboard."""
        end = time.monotonic() + seconds
        heard = None
        while time.monotonic() < end:
            heard = self.focused()
            if heard is not None and heard.is_called(name):
                return heard
        raise TimeoutError(f"{name!r} did not get the keyboard; it is at {heard}")

    def find(self, name: str, seconds: float = 10.0) -> Heard:
        """Wait until there is something whose name begins so, wherever the keyboard is."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for sender, path in self._everything():
                found = str(self._get(sender, path, "Name") or "")
                if found.startswith(name):
                    return Heard(found, str(self._call(sender, path, _ACCESSIBLE, "GetRoleName") or ""))
            time.sleep(0.1)
        raise TimeoutError(f"nothing is called {name!r}")

    def _everything(self) -> Iterator[tuple[str, str]]:
        """Yield every accessible object of every program, breadth first."""
        waiting = deque([("org.a11y.atspi.Registry", _ROOT)])
        while waiting:
            sender, path = waiting.popleft()
            yield sender, path
            waiting.extend(self._call(sender, path, _ACCESSIBLE, "GetChildren") or ())

    def _listen(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                message = self._bus.receive(timeout=left)
            except TimeoutError:
                break
            self._take(message)

    def _take(self, message: Any) -> None:
        if message.header.message_type is not MessageType.signal:
            return
        fields = {key.name: value for key, value in message.header.fields.items()}
        if fields.get("member") == "StateChanged" and message.body[0] == "focused" and message.body[1] == 1:
            self._focus = (fields["sender"], fields["path"])
            self._moves += 1

    def _label(self, of: str, place: str) -> str:
        for kind, targets in self._call(of, place, _ACCESSIBLE, "GetRelationSet") or ():
            if kind == _LABELLED_BY and targets:
                sender, path = targets[0]
                return str(self._get(sender, path, "Name") or "")
        return ""

    def _get(self, sender: str, path: str, name: str) -> Any:
        ask = Properties(DBusAddress(path, sender, _ACCESSIBLE)).get(name)
        reply = self._ask(ask)
        return None if reply is None else reply[0][1]

    def _call(
        self, sender: str, path: str, interface: str, member: str, types: str | None = None, body: Any = ()
    ) -> Any:
        call = new_method_call(DBusAddress(path, sender, interface), member, types, body)
        reply = self._ask(call)
        return None if reply is None or not reply else reply[0]

    def _ask(self, call: Any) -> Any:
        """Send a call; signals that come before its answer are taken on the way."""
        serial = next(self._bus.outgoing_serial)
        self._bus.send_message(call, serial=serial)
        end = time.monotonic() + _SECONDS
        while (left := end - time.monotonic()) > 0:
            message = self._bus.receive(timeout=left)
            fields = {key.name: value for key, value in message.header.fields.items()}
            if fields.get("reply_serial") == serial:
                return message.body if message.header.message_type is MessageType.method_return else None
            self._take(message)
        raise TimeoutError("the program does not answer the screen reader")


class Pulse:
    """Asks the program for its name again and again: no answer at once means that it holds its breath."""

    def __init__(self, session_bus: str) -> None:
        self._bus = _open_bus(session_bus)
        self._stop = threading.Event()
        self._step = "start"
        self.gaps: dict[str, float] = {}
        self._thread = threading.Thread(target=self._beat, name="pulse", daemon=True)
        self._thread.start()

    def step(self, name: str) -> None:
        """Count what comes under another name."""
        self._step = name

    def stop(self) -> list[tuple[str, float]]:
        """Stop and return the longest wait of each step in milliseconds, the longest first."""
        self._stop.set()
        self._thread.join(_SECONDS)
        self._bus.close()
        return sorted(self.gaps.items(), key=lambda each: -each[1])

    def _beat(self) -> None:
        program: str | None = None
        while not self._stop.wait(0.01):
            if program is None:
                program = self._last_program()
                continue
            begun = time.perf_counter()
            ask = Properties(DBusAddress(_ROOT, program, _ACCESSIBLE)).get("Name")
            try:
                answer = self._bus.send_and_get_reply(ask, timeout=_SECONDS)
            except TimeoutError:
                answer = None
            if answer is None or answer.header.message_type is not MessageType.method_return:
                program = None  # it ended, or was replaced
                continue
            gap = (time.perf_counter() - begun) * 1000
            self.gaps[self._step] = max(gap, self.gaps.get(self._step, 0.0))

    def _last_program(self) -> str | None:
        registry = DBusAddress(_ROOT, "org.a11y.atspi.Registry", _ACCESSIBLE)
        answer = self._bus.send_and_get_reply(new_method_call(registry, "GetChildren"), timeout=_SECONDS)
        programs = answer.body[0] if answer.body else ()
        return str(programs[-1][0]) if programs else None


def _open_bus(session_bus: str) -> DBusConnection:
    """Return a connection to the accessibility bus of a session."""
    with open_dbus_connection(session_bus) as session:
        where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        asked = new_method_call(where, "GetAddress")
        (address,) = session.send_and_get_reply(asked, timeout=_SECONDS).body
    return open_dbus_connection(address)
