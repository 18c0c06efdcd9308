import hashlib

from tests.fakes.vectors import VECTORS, VID, VMK
from vault.services.keys.derivation import derive_keys
from vault.services.store.history_chain import FIRST_PREVIOUS, history_mac

KEY = derive_keys(VMK, VID).history


def test_vectors() -> None:
    mac = FIRST_PREVIOUS
    for entry in VECTORS["history"]:
        utc, entity, entity_id, action = entry["utc_entity_id_action"]
        sha = hashlib.sha256(entry["after"].encode("utf-8")).digest()
        mac = history_mac(KEY, mac, entry["seq"], utc, entity, entity_id, action, sha)
        assert mac.hex() == entry["mac"]


def test_each_field_counts_and_none_runs_into_the_next() -> None:
    def mac(previous: bytes, seq: int, texts: tuple[str, str, str, str], sha: bytes) -> bytes:
        return history_mac(KEY, previous, seq, *texts, sha)

    zeros, texts = bytes(32), ("2026-01-01T00:00:00Z", "visit", "v1", "insert")
    macs = {
        mac(zeros, 1, texts, zeros),
        mac(bytes(31) + b"\1", 1, texts, zeros),
        mac(zeros, 2, texts, zeros),
        mac(zeros, 1, ("2026-01-01T00:00:01Z", *texts[1:]), zeros),
        mac(zeros, 1, (texts[0], "visitv", "1", texts[3]), zeros),
        mac(zeros, 1, (texts[0], "visit", "v1i", "nsert"), zeros),
        mac(zeros, 1, texts, bytes(31) + b"\1"),
    }
    assert len(macs) == 7
