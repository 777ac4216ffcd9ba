"""Running commands: in this process where that is enough, in one of their own where signals, limits or bytes matter."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from contraflow.cli.app import main


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run a command in this process, from the checkout; a traceback would fail the test by itself."""

    def run(*arguments: str | Path) -> Ended:
        monkeypatch.chdir(root)
        monkeypatch.setattr(sys, "argv", ["contraflow", *map(str, arguments)])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(bool(left.code))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def start(root: Path) -> Callable[..., "subprocess.Popen[bytes]"]:
    """Start a command in a process of its own."""
    program = Path(sys.executable).with_name("contraflow")

    def begin(*arguments: str | Path, **how: Any) -> "subprocess.Popen[bytes]":
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen([program, *map(str, arguments)], cwd=root, **{**pipes, **how})

    return begin


@pytest.fixture(scope="session")
def own_process(start: Callable[..., "subprocess.Popen[bytes]"]) -> Callable[..., Ended]:
    """Run a command to its end in a process of its own."""

    def run(*arguments: str | Path, given: bytes = b"", **how: Any) -> Ended:
        with start(*arguments, **how) as process:
            out, err = process.communicate(given, timeout=120)
        ended = Ended(process.returncode, out.decode(), err.decode())
        assert "Traceback" not in ended.out + ended.err, ended.err
        return ended

    return run
