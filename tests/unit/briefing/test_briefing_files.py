import dataclasses
import errno
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from briefing_example import Example

from contraflow.briefing import Briefing, brief, write_briefing
from contraflow.briefing.pdf import quoted, typst_source, write_pdf
from contraflow.claims.claim import Evidence
from contraflow.errors import OutputError

NAMES = {"briefing.html", "briefing.pdf", "briefing.eml"}

SCRIPT = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from briefing_example import example
from contraflow.briefing import brief, write_briefing
one = example(n_sectors=3, weeks=20, n_reports=8)
made = brief(one.estimates, one.forecast, one.case, one.evidence, one.observations)
folder = write_briefing(made, Path(sys.argv[2]), overwrite=False).parent
for path in sorted(folder.iterdir()):
    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_three_files_are_written_and_the_page_s_path_is_given(briefing: Briefing, tmp_path: Path) -> None:
    page = write_briefing(briefing, tmp_path / "new" / "folder", overwrite=False)
    assert page.name == "briefing.html"
    assert {path.name for path in page.parent.iterdir()} == NAMES


def test_a_briefing_that_is_there_is_kept_unless_overwriting_is_allowed(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "briefing.pdf").write_bytes(b"older")
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"briefing\.pdf"):
        write_briefing(briefing, tmp_path, overwrite=False)
    assert (tmp_path / "briefing.pdf").read_bytes() == b"older"
    write_briefing(briefing, tmp_path, overwrite=True)
    assert (tmp_path / "briefing.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("call", [1, 2, 3])
def test_a_full_disk_leaves_what_was_there(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes(b"older")
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == call:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_briefing(briefing, tmp_path, overwrite=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(NAMES, b"older")


def test_a_folder_that_is_a_file_is_explained(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="out: found"):
        write_briefing(briefing, tmp_path / "out", overwrite=False)


def test_the_same_inputs_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    seen = set()
    for number, seed in enumerate(("1", "2")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": ("UTC", "Asia/Seoul")[number]}
        command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent), str(tmp_path / seed)]
        seen.add(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    assert len(seen) == 1
    assert all(name in next(iter(seen)) for name in NAMES)


def test_the_pdf_is_tagged_for_screen_readers_and_carries_no_clock(briefing: Briefing) -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(briefing)))
    assert reader.metadata is not None
    assert reader.metadata.title == briefing.title
    assert "/CreationDate" not in reader.metadata and "/ModDate" not in reader.metadata
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert b"pdfuaid" in root["/Metadata"].get_data()  # type: ignore[index]
    assert root["/Lang"] == "en"  # type: ignore[index]


def test_the_pdf_says_what_the_page_says(briefing: Briefing) -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(briefing)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for section in briefing.sections:
        assert section.title in text
    assert "It is very likely (87 %) that enforcement on the western side eased" in text.replace("\N{NO-BREAK SPACE}", " ")
    fonts = {font for page in reader.pages for font in page["/Resources"].get("/Font", {})}  # type: ignore[attr-defined]
    assert fonts


def test_text_from_outside_cannot_become_markup_in_the_pdf(briefing: Briefing) -> None:
    evil = '"#panic("no") \\ $x$ <label> @ref // */'
    made = dataclasses.replace(briefing, title=evil, subtitle=evil, headlines=(evil,))
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(made)))
    assert reader.metadata is not None and reader.metadata.title == evil
    assert quoted('a"b\\') == '"a\\"b\\\\"'


@pytest.mark.parametrize(
    "title",
    ["\N{HANGUL SYLLABLE DAN}\N{HANGUL SYLLABLE DONG}", "\u4e39\u4e1c", "\x00\x07\ud800", "\u202eesrever", "\U0001f6a2"],
)
def test_any_title_of_a_report_can_be_written(inputs: Example, tmp_path: Path, title: str) -> None:
    reports = tuple(dataclasses.replace(report, title=f"A title {title}.") for report in inputs.evidence.reports)
    evidence = Evidence(reports, inputs.evidence.claims)
    made = brief(inputs.estimates, None, inputs.case, evidence, inputs.observations)
    page = write_briefing(made, tmp_path, overwrite=False).read_text()
    assert not set("\x00\x07\u202e") & set(page)
    assert "A title " in page


def test_a_document_that_cannot_be_set_is_an_error_with_a_remedy(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contraflow.briefing.pdf.typst_source", lambda _: "#panic()")
    with pytest.raises(OutputError, match=r"briefing\.pdf: found .*; allowed: .*; do: "):
        write_pdf(briefing)
    assert "#let note" in typst_source(briefing)
