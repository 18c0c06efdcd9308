"""Reads what a child says as if an attacker said it: bytes, time and shape are bounded here."""

import os
import select
import time
from collections.abc import Iterator

from vault.services.files.sandbox import wire
from vault.services.files.sandbox.rung import REFUSALS, Answer, Limits, SandboxError

_CHUNK = 1 << 20


class AnswerReader:
    """The frames of one child; the time bound counts only the waiting, not what the app does in between."""

    def __init__(self, pipe: int, limits: Limits) -> None:
        self._pipe = pipe
        self._seconds_left = limits.seconds
        self._bytes_left = limits.output
        self._poll = select.poll()
        self._poll.register(pipe, select.POLLIN)

    def frames(self) -> Iterator[Answer]:
        """Yield every answer up to the end the child announces; raises SandboxError."""
        while True:
            head_size, body_size = wire.PREFIX.unpack(self._take(wire.PREFIX.size))
            if head_size > wire.MAX_HEAD:
                raise SandboxError("bad_answer")
            try:
                head = wire.parse_head(self._take(head_size))
            except wire.HeadError:
                raise SandboxError("bad_answer") from None
            if head.get("end") is True:
                return
            if "error" in head:
                reason = head["error"]
                raise SandboxError(reason if isinstance(reason, str) and reason in REFUSALS else "parser")
            yield Answer(head, self._take(body_size))

    def _take(self, size: int) -> bytes:
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise SandboxError("too_much_output")
        taken = bytearray()
        while len(taken) < size:
            self._wait()
            chunk = os.read(self._pipe, min(_CHUNK, size - len(taken)))
            if not chunk:
                raise SandboxError("died")
            taken += chunk
        return bytes(taken)

    def _wait(self) -> None:
        since = time.monotonic()
        ready = self._poll.poll(max(0.0, self._seconds_left) * 1000)
        self._seconds_left -= time.monotonic() - since
        if not ready:
            raise SandboxError("timeout")
