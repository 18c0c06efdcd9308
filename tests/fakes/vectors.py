"""The published vectors of the vault format."""

import json
from pathlib import Path
from typing import Any

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "files" / "vault_vectors.json").read_text(encoding="utf-8")
)
KEY = bytes.fromhex(VECTORS["inputs"]["K"])
SALT = bytes.fromhex(VECTORS["inputs"]["salt24"])
VID = bytes.fromhex(VECTORS["inputs"]["vid"])
VMK = bytes.fromhex(VECTORS["inputs"]["VMK"])
SLOT_ID = bytes.fromhex(VECTORS["inputs"]["slot_id"])
ARGON2_SALT = bytes.fromhex(VECTORS["inputs"]["argon2_salt"])
