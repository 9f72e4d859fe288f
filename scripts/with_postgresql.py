"""Run a command beside real PostgreSQL servers of its own: `python scripts/with_postgresql.py pytest tests/office`.

A server's cluster lives in a temporary folder, listens on the loopback alone and is gone afterwards. The command finds an address
in `MONOSASHI_DATABASE`, and one for each worker of the tests in `MONOSASHI_TEST_SERVERS`: what a transaction of one worker
leaves open on a server would hold back what another may seal there.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

AS_NOBODY = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
"""PostgreSQL refuses to run as root: in a user namespace of its own root is somebody else."""

WORKERS = 3
QUICK = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"),
    *("autovacuum=off", "jit=off"),
)
"""What tests set: nothing of theirs has to outlive a power failure, and nothing but they themselves opens a transaction."""
ROOM = 4_000_000_000


def programs() -> Path:
    """The folder of the newest PostgreSQL on this machine. Raises SystemExit where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        sys.exit("PostgreSQL is not on this machine: run `make system`")
    return found[-1].parent if found else Path(str(on_path)).parent


@contextmanager
def cluster(*settings: str, home: str | None = None) -> Iterator[str]:
    """A running server with these settings beside its usual ones; its address. `home` is the folder for its own, None the usual one."""
    binaries, unlike_root = programs(), AS_NOBODY if os.geteuid() == 0 else ()
    with tempfile.TemporaryDirectory(prefix="monosashi-postgresql-", dir=home) as folder:
        data, port = f"{folder}/data", free_port()
        run(
            *unlike_root,
            f"{binaries}/initdb",
            "-D",
            data,
            "-U",
            "office",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        wanted = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=''", *settings)
        options = " ".join(f"-c {each}" for each in wanted)
        run(*unlike_root, f"{binaries}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgresql://office@127.0.0.1:{port}/postgres"
        finally:
            run(*unlike_root, f"{binaries}/pg_ctl", "-D", data, "-m", "immediate", "stop")


def run(*command: str) -> None:
    """Run quietly; raises CalledProcessError with what was said."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603 -- PostgreSQL's own programs


def in_memory() -> str | None:
    """A folder in memory with room for the servers of the tests; None where there is none."""
    folder = Path("/dev/shm")  # noqa: S108 -- what stands below it is a temporary folder
    return str(folder) if folder.is_dir() and shutil.disk_usage(folder).free > ROOM else None


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    """Run the rest of the command line; its exit code."""
    with ExitStack() as running:
        servers = [running.enter_context(cluster(*QUICK, home=in_memory())) for _ in range(WORKERS)]
        environment = {
            **os.environ,
            "MONOSASHI_DATABASE": servers[0],
            "MONOSASHI_TEST_SERVERS": " ".join(servers),
        }
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode  # noqa: S603 -- what was asked for


if __name__ == "__main__":
    sys.exit(main())
