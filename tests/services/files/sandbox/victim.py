"""A process of the same user that holds a secret and listens: what an attack would aim at beside the app."""

import ctypes
import json
import socket
import sys
from pathlib import Path


def main() -> None:
    """Print where to aim as JSON, then wait for standard input to end."""
    home, secret = Path(sys.argv[1]), sys.argv[2]
    held = ctypes.create_string_buffer(secret.encode())
    allow_any_tracer, anyone = 0x59616D61, ctypes.c_ulong(-1)
    ctypes.CDLL(None).prctl(allow_any_tracer, anyone, 0, 0, 0)
    abstract = f"referral-vault-test-{home.name}"
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
        socket.socket(socket.AF_UNIX) as named,
        socket.socket(socket.AF_UNIX) as unnamed,
    ):
        udp.bind(("127.0.0.1", 0))
        named.bind(str(home / "socket"))
        named.listen()
        unnamed.bind("\0" + abstract)
        unnamed.listen()
        aim = {
            "address": ctypes.addressof(held),
            "tcp": tcp.getsockname()[1],
            "udp": udp.getsockname()[1],
            "path": str(home / "socket"),
            "abstract": abstract,
        }
        sys.stdout.write(json.dumps(aim) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
