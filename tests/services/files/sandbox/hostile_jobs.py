"""Jobs that answer as an attacker would, and a few plain ones to look at the child from inside."""

import itertools
import os
import struct
import time
from collections.abc import Iterator, Sequence

OUT = 3
Given = Sequence[bytes]
Args = dict[str, object]
Answers = Iterator[tuple[dict[str, object], bytes]]

RAW = {
    "no_json": b"\xff{",
    "no_object": b"[1]",
    "not_a_number": b'{"width": NaN}',
    "nested": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "endless_digits": b'{"a":' + b"9" * 10_000 + b"}",
}


def echo(sources: Given, args: Args) -> Answers:
    """Answer each source as it came, with the arguments."""
    for source in sources:
        yield args, bytes(source)


def empty(_sources: Given, _args: Args) -> Answers:
    """Answer nothing."""
    return iter(())


def raw(_sources: Given, args: Args) -> Answers:
    """Send a head that is none."""
    head = RAW[str(args["which"])]
    os.write(OUT, struct.pack(">II", len(head), 0))
    rest = memoryview(head)
    while rest:
        rest = rest[os.write(OUT, rest) :]
    yield {}, b""


def long_head(_sources: Given, _args: Args) -> Answers:
    """Announce a head of 4 GiB."""
    os.write(OUT, struct.pack(">II", 0xFFFFFFFF, 0))
    time.sleep(60)
    yield {}, b""


def long_body(_sources: Given, _args: Args) -> Answers:
    """Announce a body of 4 GiB."""
    os.write(OUT, struct.pack(">II", 2, 0xFFFFFFFF) + b"{}")
    time.sleep(60)
    yield {}, b""


def endless(_sources: Given, _args: Args) -> Answers:
    """Answer for ever."""
    for number in itertools.count():
        yield {"number": number}, bytes(10_000)


def drip(_sources: Given, _args: Args) -> Answers:
    """Announce a body and send it byte by byte, for ever."""
    os.write(OUT, struct.pack(">II", 2, 1_000_000) + b"{}")
    for _ in itertools.count():
        os.write(OUT, b"x")
        time.sleep(0.01)
    yield {}, b""


def sleep(_sources: Given, _args: Args) -> Answers:
    """Tell the process id, then sleep for ever."""
    yield {"pid": os.getpid()}, b""
    time.sleep(1_000)


def spin(_sources: Given, _args: Args) -> Answers:
    """Compute for ever."""
    yield {"sum": sum(itertools.count())}, b""


def fail(_sources: Given, _args: Args) -> Answers:
    """Raise with words of the paper in the text."""
    yield {"first": 1}, b""
    raise ValueError("words of the paper")


def swell(_sources: Given, _args: Args) -> Answers:
    """Take more memory than allowed."""
    yield {}, bytes(4 << 30)


def vanish(_sources: Given, _args: Args) -> Answers:
    """End without a word, as a parser that aborts."""
    yield {}, bytes(os.abort())


def refuse(_sources: Given, args: Args) -> Answers:
    """Say why on purpose."""
    yield {"error": args["reason"]}, b""


def control_characters(_sources: Given, _args: Args) -> Answers:
    """Answer with characters that are not for showing."""
    yield {"te\x00xt": ["a\x1b[2Jb\ud800c\nd\te\u202ef\u2066g\x7f\x85"], "plain": "é"}, b""


def printed(_sources: Given, _args: Args) -> Answers:
    """Write to the standard streams."""
    os.write(1, b"out")
    os.write(2, b"err")
    yield {"lived": True}, b""
