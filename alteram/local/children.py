"""Child processes that never outlive whoever started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import IO

PATIENCE = 10  # seconds that a child gets to end by itself
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Child:
    """A process in a group of its own: Ctrl-C reaches the parent alone, and `stop` reaches all its descendants."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        user: int | None = None,
        pass_fds: Sequence[int] = (),
        output: IO[bytes] | None = None,
    ):
        self.name, self.stop_signal = name, stop_signal
        self.process = subprocess.Popen(
            command,
            env=env,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            pass_fds=pass_fds,
            process_group=0,
            preexec_fn=_ends_with_its_parent(stop_signal),
        )

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def ask_to_stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(self.stop_signal)

    def stop(self) -> None:
        """Ask, wait, then end whatever of its group is left."""
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _ends_with_its_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """On Linux the kernel tells the child when its parent dies, even by `kill -9`."""
    parent = os.getpid()
    libc = LIBC
    if libc is None:
        return None

    def in_the_child() -> None:
        libc.prctl(PR_SET_PDEATHSIG, stop_signal)
        if os.getppid() != parent:
            os._exit(1)

    return in_the_child
