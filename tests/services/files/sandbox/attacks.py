"""What a hostile paper would try once it runs code: an attack returns when it got through, else it raises.

The same functions run in a locked child and, as a control, in a plain process (JSON in, JSON out).
"""

import contextlib
import ctypes
import errno
import json
import mmap
import os
import platform
import resource
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Target = dict[str, object]
"""Where to aim: `home` (a folder), `secret` (a text), `pid`, `address`, `tcp`, `udp`, `path`, `abstract`."""

_NUMBERS = {
    "x86_64": {
        "ptrace": 101,
        "process_vm_readv": 310,
        "add_key": 248,
        "unshare": 272,
        "io_uring_setup": 425,
        "userfaultfd": 323,
        "shmget": 29,
        "shmctl": 31,
    },
    "aarch64": {
        "ptrace": 117,
        "process_vm_readv": 270,
        "add_key": 217,
        "unshare": 97,
        "io_uring_setup": 425,
        "userfaultfd": 282,
        "shmget": 194,
        "shmctl": 195,
    },
}


def _call(name: str, *arguments: int | bytes | None) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    passed = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result: int = libc.syscall(ctypes.c_long(_NUMBERS[platform.machine()][name]), *passed)
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def _file(target: Target) -> Path:
    return Path(str(target["home"])) / "letter.txt"


def _pid(target: Target) -> int:
    return int(str(target["pid"]))


def read_file(target: Target) -> None:
    _file(target).read_bytes()


def list_folder(target: Target) -> None:
    os.listdir(str(target["home"]))  # noqa: PTH208 - the call itself


def stat_file(target: Target) -> None:
    _file(target).stat()


def chmod_file(target: Target) -> None:
    _file(target).chmod(0o600)


def touch_times(target: Target) -> None:
    os.utime(_file(target), (1, 1))


def write_file(target: Target) -> None:
    (_file(target).parent / "planted.txt").write_bytes(b"planted")


def truncate_file(target: Target) -> None:
    os.truncate(_file(target), 0)


def rename_file(target: Target) -> None:
    _file(target).rename(_file(target).parent / "renamed.txt")


def delete_file(target: Target) -> None:
    _file(target).unlink()


def connect_tcp(target: Target) -> None:
    with socket.socket(socket.AF_INET) as client:
        client.connect(("127.0.0.1", int(str(target["tcp"]))))


def send_udp(target: Target) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", ("127.0.0.1", int(str(target["udp"]))))


def connect_path_socket(target: Target) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(target["path"]))


def connect_abstract_socket(target: Target) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect("\0" + str(target["abstract"]))


def execute(_target: Target) -> None:
    os.execv("/bin/sh", ["sh", "-c", "printf done"])  # noqa: S606 - the attack


def fork_once(_target: Target) -> None:
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)


def fork_bomb(target: Target) -> None:
    started = 0
    for _ in range(16):
        with contextlib.suppress(OSError):
            fork_once(target)
            started += 1
    if not started:
        raise PermissionError("no process could be started")


def start_thread(_target: Target) -> None:
    thread = threading.Thread(target=len, args=("",))
    thread.start()
    thread.join()


def trace_process(target: Target) -> None:
    seize = 0x4206
    _call("ptrace", seize, _pid(target), 0, 0)


def read_process_memory(target: Target) -> None:
    class Span(ctypes.Structure):
        _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))

    secret = str(target["secret"]).encode()
    found = ctypes.create_string_buffer(len(secret))
    ours = Span(ctypes.addressof(found), len(secret))
    theirs = Span(int(str(target["address"])), len(secret))
    _call("process_vm_readv", _pid(target), ctypes.addressof(ours), 1, ctypes.addressof(theirs), 1, 0)
    if found.raw != secret:
        raise PermissionError("read something else")


def open_process_memory(target: Target) -> None:
    descriptor = os.open(f"/proc/{_pid(target)}/mem", os.O_RDONLY)
    os.pread(descriptor, 8, int(str(target["address"])))


def read_process_environment(target: Target) -> None:
    Path(f"/proc/{_pid(target)}/environ").read_bytes()


def signal_process(target: Target) -> None:
    os.kill(_pid(target), signal.SIGCONT)


def limit_process(target: Target) -> None:
    resource.prlimit(_pid(target), resource.RLIMIT_CORE, (0, 0))


def renice_process(target: Target) -> None:
    os.setpriority(os.PRIO_PROCESS, _pid(target), 10)


def take_memory(_target: Target) -> None:
    no_reserve = 0x4000
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | no_reserve
    mmap.mmap(-1, 8 << 30, flags=flags)[0] = 1


def make_memory_file(_target: Target) -> None:
    os.write(os.memfd_create("hidden"), b"x")


def share_memory(_target: Target) -> None:
    _call("shmctl", _call("shmget", 0, 4096, 0o1600), 0, 0)


def share_memory_file(_target: Target) -> None:
    path = Path(f"/dev/shm/referral-vault-test-{os.getpid()}")  # noqa: S108 - the attack
    path.write_bytes(b"x")
    path.unlink()


def keep_in_keyring(_target: Target) -> None:
    process_keyring = -2
    _call("add_key", b"user", b"planted", b"x", 1, process_keyring)


def nest_user_namespace(_target: Target) -> None:
    new_user = 0x10000000
    _call("unshare", new_user)


def set_up_io_uring(_target: Target) -> None:
    _call("io_uring_setup", 4, bytes(120))


def fault_in_user_space(_target: Target) -> None:
    user_mode_only = 1
    _call("userfaultfd", user_mode_only)


def writable_code(_target: Target) -> None:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)


def code_from_data(_target: Target) -> None:
    memory = mmap.mmap(-1, 4096)
    memory[:1] = b"\xc3"
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mprotect(ctypes.c_void_p(address), ctypes.c_size_t(4096), mmap.PROT_READ | mmap.PROT_EXEC):
        raise OSError(ctypes.get_errno(), "mprotect")


def raise_limit(_target: Target) -> None:
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    except ValueError:  # what Python makes of EPERM here
        raise PermissionError("setrlimit") from None


def use_inherited_descriptor(target: Target) -> None:
    for descriptor in range(4, 512):
        with contextlib.suppress(OSError):
            if str(target["secret"]).encode() in os.pread(descriptor, 256, 0):
                return
    raise PermissionError("no descriptor led to the secret")


ATTACKS: dict[str, Callable[[Target], None]] = {
    attack.__name__: attack
    for attack in (
        read_file,
        list_folder,
        stat_file,
        chmod_file,
        touch_times,
        write_file,
        truncate_file,
        rename_file,
        delete_file,
        connect_tcp,
        send_udp,
        connect_path_socket,
        connect_abstract_socket,
        execute,
        fork_once,
        fork_bomb,
        start_thread,
        trace_process,
        read_process_memory,
        open_process_memory,
        read_process_environment,
        signal_process,
        limit_process,
        renice_process,
        take_memory,
        make_memory_file,
        share_memory,
        share_memory_file,
        keep_in_keyring,
        nest_user_namespace,
        set_up_io_uring,
        fault_in_user_space,
        writable_code,
        code_from_data,
        raise_limit,
        use_inherited_descriptor,
    )
}


def outcome(name: str, target: Target) -> str:
    """Return `done`, or the kind of refusal."""
    try:
        ATTACKS[name](target)
    except (OSError, MemoryError, RuntimeError) as refusal:
        number = getattr(refusal, "errno", None)
        return errno.errorcode[number] if number else type(refusal).__name__
    return "done"


def attempt(_sources: Sequence[object], args: Target) -> Iterator[tuple[dict[str, object], bytes]]:
    """Run one attack inside the locked child."""
    target = args["target"]
    assert isinstance(target, dict)
    yield {"outcome": outcome(str(args["attack"]), target)}, b""


def hold(_sources: Sequence[object], _args: Target) -> Iterator[tuple[dict[str, object], bytes]]:
    """Stand still with a secret in memory, as a document under way."""
    held = ctypes.create_string_buffer(b"the text of another document")
    yield {"pid": os.getpid(), "address": ctypes.addressof(held)}, b""
    time.sleep(60)


_MARKS: list[int] = []


def leave_a_mark(_sources: Sequence[object], _args: Target) -> Iterator[tuple[dict[str, object], bytes]]:
    """Change the module's state and tell how often that happened."""
    _MARKS.append(1)
    yield {"marks": len(_MARKS)}, b""


def use_x32(_sources: Sequence[object], _args: Target) -> Iterator[tuple[dict[str, object], bytes]]:
    """Call getpid through the x32 ABI."""
    yield {"pid": ctypes.CDLL(None).syscall((1 << 30) + 39)}, b""


def _in_a_plain_process(name: str, target: Target) -> str:
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.dup2(writing, 1)
        os.write(1, outcome(name, target).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(pid, 0)
    with os.fdopen(reading, "rb") as said:
        return said.read().decode()


def main() -> None:
    """Run every attack without any lock; before each one the file is put back."""
    target: Target = json.loads(sys.argv[1])
    outcomes: dict[str, str] = {}
    for name in ATTACKS:
        _file(target).write_text(str(target["secret"]), encoding="utf-8")
        outcomes[name] = _in_a_plain_process(name, target)
    sys.stdout.write(json.dumps(outcomes))


if __name__ == "__main__":
    main()
