"""A KeePassXC database of sample entries, written from the published KDBX 4 format at a chosen cost."""

import base64
import gzip
import hmac
import struct
from collections.abc import Iterator
from hashlib import sha256, sha512
from pathlib import Path
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.padding import PKCS7

from tests.fakes.ids import SeededIds
from vault.services.keys.derivation import KdfCost

COMMAND = "keepassxc"
_SIGNATURE = struct.pack("<IIHH", 0x9AA2D903, 0xB54BFB67, 0, 4)
_AES = bytes.fromhex("31c1f2e6bf714350be5805216afc5aff")
_ARGON2ID = bytes.fromhex("9e298b1956db4773b23dfc3ec6f0a1e6")
_HEADER_KEY = (1 << 64) - 1
_BLOCK = 1 << 20
_CONFIG = """[General]
ConfigVersion=2
UpdateCheckMessageShown=true
RememberLastDatabases=false
OpenPreviousDatabasesOnStartup=false

[GUI]
CheckForUpdates=false
ShowTrayIcon=false

[Security]
LockDatabaseIdle=false
"""


def make_database(path: Path, password: str, entries: int, cost: KdfCost) -> None:
    """Write a database of so many entries that opens with the password, at the cost of a vault of ours."""
    ids = SeededIds(4)
    seed, iv, salt = ids.random(32), ids.random(16), ids.random(32)
    kdf = _dictionary(
        (0x42, "$UUID", _ARGON2ID),
        (0x42, "S", salt),
        (0x04, "P", struct.pack("<I", cost.parallelism)),
        (0x05, "M", struct.pack("<Q", cost.memory_kib * 1024)),
        (0x05, "I", struct.pack("<Q", cost.time)),
        (0x04, "V", struct.pack("<I", 0x13)),
    )
    fields = ((2, _AES), (3, struct.pack("<I", 1)), (4, seed), (7, iv), (11, kdf), (0, b"\r\n\r\n"))
    header = _SIGNATURE + b"".join(_field(number, value) for number, value in fields)
    derive = Argon2id(
        salt=salt, length=32, iterations=cost.time, lanes=cost.parallelism, memory_cost=cost.memory_kib
    )
    transformed = derive.derive(sha256(sha256(password.encode()).digest()).digest())
    base = sha512(seed + transformed + b"\x01").digest()
    content = _sealed(_payload(entries, ids), sha256(seed + transformed).digest(), iv)
    head_mac = hmac.digest(_block_key(base, _HEADER_KEY), header, "sha256")
    path.write_bytes(header + sha256(header).digest() + head_mac + b"".join(_blocks(base, content)))


def write_config(folder: Path) -> tuple[str, ...]:
    """Write settings without questions or updates and return the arguments that take them."""
    config, local = folder / "keepassxc.ini", folder / "keepassxc-local.ini"
    config.write_text(_CONFIG, encoding="ascii")
    local.write_text("", encoding="ascii")
    return ("--config", str(config), "--localconfig", str(local))


def _dictionary(*items: tuple[int, str, bytes]) -> bytes:
    parts = [struct.pack("<H", 0x0100)]
    for kind, name, value in items:
        key = name.encode()
        parts.append(struct.pack("<BI", kind, len(key)) + key + struct.pack("<I", len(value)) + value)
    return b"".join(parts) + b"\0"


def _field(number: int, value: bytes) -> bytes:
    return struct.pack("<BI", number, len(value)) + value


def _payload(entries: int, ids: SeededIds) -> bytes:
    inner = _field(1, struct.pack("<I", 3)) + _field(2, ids.random(64)) + _field(0, b"")
    listed = "".join(_entry(number, ids) for number in range(entries))
    group = f"<Group><UUID>{_uuid(ids)}</UUID><Name>Sample</Name>{listed}</Group>"
    xml = f"<KeePassFile><Meta><Generator>Sample</Generator></Meta><Root>{group}</Root></KeePassFile>"
    return inner + xml.encode()


def _entry(number: int, ids: SeededIds) -> str:
    texts = {
        "Title": f"Sample entry {number}",
        "UserName": f"sample-{number % 40}",
        "Password": f"sample password {number}",
        "URL": f"https://sample.invalid/{number}",
        "Notes": "Massage, 45 minutes",
    }
    strings = "".join(
        f"<String><Key>{key}</Key><Value>{escape(text)}</Value></String>" for key, text in texts.items()
    )
    return f"<Entry><UUID>{_uuid(ids)}</UUID>{strings}</Entry>"


def _uuid(ids: SeededIds) -> str:
    return base64.b64encode(ids.random(16)).decode()


def _sealed(payload: bytes, key: bytes, iv: bytes) -> bytes:
    padder, encryptor = PKCS7(128).padder(), Cipher(AES(key), CBC(iv)).encryptor()
    padded = padder.update(gzip.compress(payload, mtime=0)) + padder.finalize()
    return encryptor.update(padded) + encryptor.finalize()


def _block_key(base: bytes, number: int) -> bytes:
    return sha512(struct.pack("<Q", number) + base).digest()


def _blocks(base: bytes, content: bytes) -> Iterator[bytes]:
    parts = [content[start : start + _BLOCK] for start in range(0, len(content), _BLOCK)]
    for number, part in enumerate([*parts, b""]):
        size = struct.pack("<I", len(part))
        mac = hmac.digest(_block_key(base, number), struct.pack("<Q", number) + size + part, "sha256")
        yield mac + size + part
