"""Damage valid files of every form and read them: no crash, no hang, no growth of memory, nothing asked of network or disk.

    python -m benchmarks.fuzz                    # 10 minutes
    python -m benchmarks.fuzz --minutes 0.5 --seed 7

Pages of every form go through the page reader, the claims of what is left through the extractors; coded claims, reports and
a case's other files go through the importers. Whatever ends in anything but a result or an error of contraflow, takes over
5 seconds of processor time, or grows memory by over 500 MB is kept beside the report and named; the exit code is then 1.
"""

import argparse
import random
import resource
import shutil
import socket
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
MOST_SECONDS, MOST_GROWTH_MB = 5.0, 500.0
PIECES = (
    b"<![CDATA[", b"&x;", b"\x00", b"]]>", b"--b--", b"\xff\xfe", b"=?utf-8?b?!!?=", b"charset=idna", b"http://[", b"<!--",
    b"{",
    b'"', b"Content-Length: 99999999999\r\n", b"-1", b"1e400", b"nan", b"<x xmlns='", b"boundary=", b"endobj", b"PK\x05\x06",
    b"\r\n\r\n", b",", b"UPDATE, 30 February: ", b"Q: ", b"?", b"\xe2\x80\x9d", b"[[", b"0000-00-00", b"99999999999999999999",
    b"\n\n\n", b"<" * 50,
)  # fmt: skip


def damage(content: bytes, draw: random.Random) -> bytes:
    """Return a file with a few places changed, removed, repeated, or its end cut off."""
    found = bytearray(content)
    for _ in range(draw.choice((1, 1, 2, 5, 20))):
        at = draw.randrange(len(found) + 1)
        how = draw.randrange(6)
        if how == 0 and at < len(found):
            found[at] = draw.randrange(256)
        elif how == 1:
            del found[at : at + draw.randrange(1, 60)]
        elif how == 2:
            found[at:at] = draw.randbytes(draw.randrange(1, 20))
        elif how == 3:
            start = draw.randrange(len(found) + 1)
            found[at:at] = found[start : start + draw.randrange(1, 300)] * draw.choice((1, 1, 1, 50))
        elif how == 4 and draw.random() < 0.3:
            del found[at:]
        else:
            found[at:at] = draw.choice(PIECES)
        del found[500_000:]
    return bytes(found)


def refuse(*_: object) -> None:
    raise AssertionError("a file asked for a connection")


class Targets:
    """What is fuzzed: each takes damaged bytes and returns or raises an error of contraflow."""

    def __init__(self, scratch: Path) -> None:
        from contraflow.case import read_case

        self.case = read_case(ROOT / "cases" / "toy")
        self.scratch = scratch / "toy"
        shutil.copytree(ROOT / "cases" / "toy", self.scratch)

    def page(self, content: bytes) -> None:
        from contraflow.claims.extract import read_claims
        from contraflow.reports.page import read_reports

        for report in read_reports(content)[:3]:
            read_claims(report, self.case)

    def importer(self, name: str) -> Callable[[bytes], None]:
        """Return what reads the toy case with one of its files damaged."""
        from contraflow.case import read_case
        from contraflow.claims.coded import check_case, read_coded

        path = self.scratch / name
        whole = path.read_bytes()

        def run(content: bytes) -> None:
            path.write_bytes(content)
            try:
                check_case(self.scratch)
                read_coded(read_case(self.scratch))
            finally:
                path.write_bytes(whole)

        return run


def seeds(targets: Targets) -> list[tuple[str, bytes, Callable[[bytes], None]]]:
    """Return names, valid contents and what each is given to."""
    from tests.unit.reports.made_pages import EVERY_FORM

    found = [(form, content, targets.page) for form, content in EVERY_FORM.items()]
    for path in sorted((ROOT / "gold" / "pages").rglob("*")):
        if path.is_file() and path.suffix != ".csv":
            found.append((path.name, path.read_bytes(), targets.page))
    for path in sorted(targets.scratch.rglob("*")):
        if path.is_file() and path.suffix in {".csv", ".toml"} and path.stat().st_size < 300_000:
            name = str(path.relative_to(targets.scratch))
            found.append((f"case {name}", path.read_bytes(), targets.importer(name)))
    return found


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the files at which something went wrong")
    given = parser.parse_args()
    from contraflow.errors import ContraflowError

    draw = random.Random(given.seed)
    counts: Counter[str] = Counter()
    wrong: dict[str, str] = {}
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as held:
        files = seeds(Targets(Path(held)))
        socket.socket.connect = refuse  # type: ignore[method-assign]
        socket.getaddrinfo = refuse  # type: ignore[assignment]
        end = time.monotonic() + 60 * given.minutes
        while time.monotonic() < end:
            name, content, run = draw.choice(files)
            damaged = damage(content, draw)
            started, before = time.process_time(), peak_mb()
            problem = ""
            try:
                run(damaged)
                counts["read"] += 1
            except ContraflowError:
                counts["refused"] += 1
            except Exception as error:  # noqa: BLE001 - finding these is the purpose
                problem = f"{type(error).__name__} at {traceback.extract_tb(error.__traceback__)[-1].name}"
            seconds, growth = time.process_time() - started, peak_mb() - before
            slowest = max(slowest, (seconds, name))
            if seconds > MOST_SECONDS:
                problem = problem or f"{seconds:.1f} s"
            if growth > MOST_GROWTH_MB:
                problem = problem or f"{growth:.0f} MB more"
            if problem:
                wrong.setdefault(f"{name}: {problem}", problem)
                if given.keep:
                    given.keep.mkdir(parents=True, exist_ok=True)
                    (given.keep / f"{len(wrong):03d}-{name.replace('/', '-')}").write_bytes(damaged)
    total = counts.total() + len(wrong)
    print(
        f"{total:,} damaged files of {len(files)} kinds in {given.minutes:g} minutes: "
        f"{counts['read']:,} read, {counts['refused']:,} refused"
    )
    print(f"slowest: {slowest[0]:.1f} s of processor time ({slowest[1]}); peak of memory {peak_mb():.0f} MB")
    for said in wrong:
        print(f"WRONG {said}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
