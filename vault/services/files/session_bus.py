"""The desktop's message bus: one call, answered within seconds or not at all."""

from pathlib import Path
from typing import Any

SECONDS = 3.0


def call_bus(
    name: str, path: str, interface: str, method: str, signature: str, body: tuple[Any, ...]
) -> bool:
    """Call a method of the desktop and tell whether it was done; blocks, so never on the GUI thread."""
    try:
        from jeepney import DBusAddress, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection
        from jeepney.wrappers import DBusErrorResponse
    except ImportError:
        return False
    message = new_method_call(DBusAddress(path, name, interface), method, signature, body)
    try:
        with open_dbus_connection("SESSION") as connection:
            answer = connection.send_and_get_reply(message, timeout=SECONDS)
    except (OSError, KeyError, ValueError, RuntimeError, DBusErrorResponse):
        return False  # there is no bus, or nobody answers there
    return bool(answer.header.message_type is MessageType.method_return)


def show_in_file_manager(path: Path) -> bool:
    """Have the desktop's file manager show a file in its folder; False where none can."""
    return call_bus(
        "org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1",
        "ShowItems",
        "ass",
        ([path.absolute().as_uri()], ""),
    )
