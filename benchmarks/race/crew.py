"""The processes of the race and the environment of the peers."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.race.engines import ENGINES

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "benchmarks" / "peers.lock"
PEERS = ROOT / ".venv-peers"


class RaceError(RuntimeError):
    """The race cannot be run, or its engines do not compute the same."""


def peers_python() -> Path:
    """Return the interpreter of the peers' environment; make the environment from ``peers.lock`` when it is not there."""
    python, ready = PEERS / "bin" / "python", PEERS / ".ready"
    if ready.exists() and ready.read_text("utf-8") == LOCK.read_text("utf-8"):
        return python
    print(f"making {PEERS.name} from {LOCK.relative_to(ROOT)} (once)", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(PEERS)], check=True)
    done = subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", str(LOCK)], check=False)
    if done.returncode:
        raise RaceError(f"{LOCK.relative_to(ROOT)}: pip could not install the peers; see its message above")
    ready.write_text(LOCK.read_text("utf-8"), "utf-8")
    return python


class Worker:
    """One engine in its own process, kept until the end."""

    def __init__(self, name: str, python: Path, evidence: Path, traders: float = 1000.0) -> None:
        self.name = name
        paths = os.pathsep.join((str(ROOT), str(ROOT / "src")))
        self.process = subprocess.Popen(
            [str(python), "-m", "benchmarks.race.worker", name, str(evidence), str(traders)],
            cwd=ROOT, env=dict(os.environ) | {"PYTHONPATH": paths, "JAX_PLATFORMS": "cpu"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.versions: dict[str, str] = self._read()["versions"]

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RaceError(f"{self.name}: its process ended with code {self.process.wait()}; see its message above")
        found: dict[str, Any] = json.loads(line)
        if "problem" in found:
            raise RaceError(f"{self.name}: {found['problem']}")
        return found

    def ask(self, **call: Any) -> dict[str, Any]:
        """Return the answer to one call."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(call) + "\n")
        self.process.stdin.flush()
        return self._read()

    def filter(self, n: int, seed: int, weeks: int) -> dict[str, Any]:
        return self.ask(do="filter", n=n, seed=seed, weeks=weeks)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


def start_worker(name: str, evidence: Path, traders: float = 1000.0) -> Worker:
    """Return a running engine, in the environment that it needs."""
    python = peers_python() if ENGINES[name].in_peers else Path(sys.executable)
    return Worker(name, python, evidence, traders)
