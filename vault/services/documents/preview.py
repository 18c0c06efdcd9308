"""A page as a picture, drawn in the sealed process and handed back as plain pixels."""

from dataclasses import dataclass

from vault.services.documents.inspect import PARSERS, limits_for
from vault.services.files.sandbox.client import Sandbox
from vault.services.files.sandbox.rung import SandboxError

WIDEST = 4_096
_MOST_BYTES = 3 * 64_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels from the top left, three bytes each (red, green, blue), rows without padding."""

    width: int
    height: int
    rgb: bytes


def render(sandbox: Sandbox, content: bytes, page: int, width: int) -> Picture:
    """Draw page `page` (from 1) `width` pixels wide, at most WIDEST; raises SandboxError."""
    args = {"page": page, "width": min(width, WIDEST)}
    answers = list(sandbox.run(f"{PARSERS}:render", [content], args, limits_for(content)))
    if len(answers) != 1:
        raise SandboxError("bad_answer")
    head, rgb = answers[0].head, answers[0].body
    match head:
        case {"width": int(across), "height": int(down)} if (
            across > 0 and down > 0 and len(rgb) == 3 * across * down <= _MOST_BYTES
        ):
            return Picture(across, down, rgb)
        case _:
            raise SandboxError("bad_answer")
