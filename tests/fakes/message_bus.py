"""A private message bus, services a test plays on it, and a real keyring daemon."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

NOTIFICATIONS = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
_CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={folder}/bus</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


def missing(*programs: str) -> list[str]:
    """Return those of some programs that this system lacks."""
    return [name for name in programs if shutil.which(name) is None]


@contextmanager
def private_bus(folder: Path) -> Iterator[str]:
    """Run a session bus that starts no service by itself, and give its address."""
    config = folder / "bus.conf"
    config.write_text(_CONFIG.format(folder=folder))
    with subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        try:
            yield running.stdout.readline().strip()
        finally:
            running.terminate()
            running.wait(10)


@contextmanager
def keyring_daemon(environ: dict[str, str]) -> Iterator[None]:
    """Run a real, unlocked keyring on the bus of an environment, which needs folders of its own."""
    with subprocess.Popen(
        ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"],
        env={**os.environ, **environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        assert running.stdin is not None
        running.stdin.write(b"sample")
        running.stdin.close()
        try:
            yield
        finally:
            running.terminate()
            running.wait(10)


class Service:
    """Plays a desktop: owns a name, keeps each call, answers it, and can send signals."""

    def __init__(self, name: str, signature: str, body: tuple[Any, ...]) -> None:
        from jeepney import message_bus
        from jeepney.io.blocking import open_dbus_connection

        self._connection = open_dbus_connection("SESSION")
        self._connection.send_and_get_reply(message_bus.RequestName(name))
        self._answer = (signature, body)
        self.calls: Queue[tuple[Any, ...]] = Queue()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def signal(self, member: str, signature: str, body: tuple[Any, ...]) -> None:
        """Tell everybody something."""
        from jeepney import DBusAddress, new_signal

        emitter = DBusAddress(PATH, interface="org.freedesktop.Notifications")
        self._connection.send(new_signal(emitter, member, signature, body))

    def close(self) -> None:
        """Leave the bus."""
        self._connection.sock.shutdown(2)
        self._thread.join(10)
        self._connection.close()

    def _serve(self) -> None:
        from jeepney import MessageType, new_method_return

        try:
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self.calls.put(message.body)
                    self._connection.send(new_method_return(message, *self._answer))
        except OSError:
            return
