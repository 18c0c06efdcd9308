"""Texts longer than one setting of the vault may be: kept in as many as they need, written all or nothing."""

from vault.services.store.database import Database

_LARGEST = 1_900
"""Bytes in one setting, which holds at most 2,000."""


def read_long(database: Database, key: str) -> str:
    """Return a text, empty when it was never kept."""
    parts: list[str] = []
    while part := database.setting(f"{key}.{len(parts)}"):
        parts.append(part)
    return "".join(parts)


def long_settings(database: Database, key: str, text: str) -> dict[str, str]:
    """Return the settings that keep a text in place of the one before it; an empty text leaves none."""
    parts = _parts(text)
    settings = {f"{key}.{number}": part for number, part in enumerate(parts)}
    number = len(parts)
    while database.setting(f"{key}.{number}"):
        settings[f"{key}.{number}"] = ""
        number += 1
    return settings


def _parts(text: str) -> list[str]:
    """Cut a text into parts of at most so many bytes, never within a letter."""
    parts, size = [""], 0
    for letter in text:
        more = len(letter.encode())
        if size + more > _LARGEST:
            parts.append("")
            size = 0
        parts[-1] += letter
        size += more
    return [part for part in parts if part]
