"""Walls round the present process: what it may use, and what it may not do any more.

They can be raised and never lowered. A wall that the system does not offer (an older Linux, another
POSIX system, a container that forbids it) is left out; :func:`standing` names those that stand.
"""

import ctypes
import os
import platform
import resource
import struct
import sys
from collections.abc import Iterator
from typing import Final

import msgspec

_NO_NEW_PRIVILEGES: Final = 38
_PARENT_DEATH_SIGNAL: Final = 1
_SET_SECCOMP: Final = 22
_SECCOMP_FILTER: Final = 2
_NEW_USER: Final = 0x10000000
_NEW_NETWORK: Final = 0x40000000
_KILL: Final = 9

# Numbers of the calls in Landlock's ABI (linux/landlock.h), alike on all machines.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RIGHTS_OF_FIRST_ABI: Final = (1 << 13) - 1
_RIGHTS_SINCE: Final = ((2, 1 << 13), (3, 1 << 14), (5, 1 << 15))
_NETWORK_SINCE: Final = 4
_READ: Final = 0b1100  # READ_FILE, READ_DIR
_PATH_BENEATH: Final = 1

# socket connect execve execveat fork vfork clone clone3 ptrace process_vm_readv process_vm_writev
# kill io_uring_setup bpf mount setns keyctl userfaultfd perf_event_open
_FORBIDDEN_CALLS: Final = {
    "x86_64": (
        0xC000003E,
        (41, 42, 59, 322, 57, 58, 56, 435, 101, 310, 311, 62, 425, 321, 165, 308, 250, 323, 298),
    ),
    "aarch64": (
        0xC00000B7,
        (198, 203, 221, 281, 220, 435, 117, 270, 271, 129, 425, 280, 40, 268, 219, 282, 241),
    ),
}
_REFUSED: Final = 0x00050000 | 1  # SECCOMP_RET_ERRNO, EPERM
_ALLOWED: Final = 0x7FFF0000
_X32: Final = 0x40000000  # calls of the x32 ABI carry this bit

_RAISED: Final[list[str]] = []


def limit(*, cpu_seconds: int, memory_bytes: int, written_bytes: int) -> None:
    """Bound what the process may use."""
    bounds = {
        "cpu": (resource.RLIMIT_CPU, cpu_seconds),
        "memory": (resource.RLIMIT_AS, memory_bytes),
        "file size": (resource.RLIMIT_FSIZE, written_bytes),
        "core": (resource.RLIMIT_CORE, 0),
        "open files": (resource.RLIMIT_NOFILE, 64),
        "processes": (resource.RLIMIT_NPROC, 0),
    }
    _RAISED.extend(name for name, (which, most) in bounds.items() if _bounded(which, most))


def _bounded(which: int, most: int) -> bool:
    _, hard = resource.getrlimit(which)
    # Of processor time the hard limit lies a second higher, since only the soft one has a name:
    # SIGXCPU.
    highest = most + 1 if which == resource.RLIMIT_CPU else most
    if hard != resource.RLIM_INFINITY:
        most, highest = min(most, hard), min(highest, hard)
    try:
        resource.setrlimit(which, (most, highest))
    except (ValueError, OSError):
        return False
    return True


def close_off(folder: str) -> None:
    """Take network, other files, other processes and rights away.

    Args:
        folder: where files may still be written and read.
    """
    if sys.platform != "linux":
        return
    system = ctypes.CDLL(None, use_errno=True)
    raised = {
        "network": system.unshare(_NEW_USER | _NEW_NETWORK) == 0,
        "survival": system.prctl(_PARENT_DEATH_SIGNAL, _KILL, 0, 0, 0) == 0,
        "privileges": system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0,
        "files": _files_closed(system, folder),
        "calls": _calls_closed(system),
    }
    _RAISED.extend(name for name, stands in raised.items() if stands)


def standing() -> bytes:
    """The names of the walls that were raised, as a JSON list: what this system offers."""
    return msgspec.json.encode(_RAISED)


def _files_closed(system: ctypes.CDLL, folder: str) -> bool:
    """Landlock: read below the interpreter's own folders, all below the given one, else nothing."""
    abi = system.syscall(_CREATE_RULESET, None, 0, 1)
    if abi < 1:
        return False
    rights = _RIGHTS_OF_FIRST_ABI
    for since, right in _RIGHTS_SINCE:
        rights |= right if abi >= since else 0
    network = 0b11 if abi >= _NETWORK_SINCE else 0
    attributes = struct.pack("=QQ", rights, network)[: 16 if network else 8]
    rules = system.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        return False
    for path, allowed in ((folder, rights), *((own, _READ) for own in _own_folders())):
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        beneath = struct.pack("=Qi", allowed, descriptor)
        system.syscall(_ADD_RULE, rules, _PATH_BENEATH, beneath, 0)
        os.close(descriptor)
    stands = system.syscall(_RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    return bool(stands)


def _own_folders() -> Iterator[str]:
    """Where the interpreter and its libraries lie."""
    for path in {sys.prefix, sys.base_prefix, *sys.path, "/usr", "/lib", "/lib64"}:
        if path and os.path.isdir(path):  # noqa: PTH112  -- entries of sys.path are strings
            yield path


def _calls_closed(system: ctypes.CDLL) -> bool:
    """Seccomp: a filter in the classic form of BPF that refuses the calls of the table."""
    architecture, calls = _FORBIDDEN_CALLS.get(platform.machine(), (0, ()))
    if not calls:
        return False
    # load arch; another one: refuse; load the number; x32: refuse; each forbidden: refuse; allow
    program = [
        (0x20, 0, 0, 4),
        (0x15, 0, len(calls) + 3, architecture),
        (0x20, 0, 0, 0),
        (0x35, len(calls) + 1, 0, _X32),
        *((0x15, len(calls) - place, 0, call) for place, call in enumerate(calls)),
        (0x06, 0, 0, _ALLOWED),
        (0x06, 0, 0, _REFUSED),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in program))
    filtered = struct.pack("HP", len(program), ctypes.addressof(code))
    return bool(system.prctl(_SET_SECCOMP, _SECCOMP_FILTER, filtered, 0, 0) == 0)
