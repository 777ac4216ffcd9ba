"""Whatever can put bytes anywhere stands in this list with its reason; a new one fails until somebody gives one."""

import ast
from collections import Counter
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "src" / "contraflow"
WRITERS = {
    "write_text", "write_bytes", "savefig", "to_netcdf", "to_csv", "to_json", "to_parquet", "to_pickle", "to_excel", "to_html",
    "to_zarr", "savez", "savez_compressed", "save", "tofile", "mkstemp", "NamedTemporaryFile", "TemporaryFile",
    "TemporaryDirectory", "mkdtemp", "fdopen", "copyfile", "copy2", "copytree", "sendmail", "send_message", "urlopen", "print",
}  # fmt: skip
OF_MODULES = {("os", "write"), ("os", "open"), ("sqlite3", "connect"), ("shutil", "move"),
              ("shutil", "copy"), ("pickle", "dump"), ("json", "dump"),
              ("zipfile", "ZipFile"), ("tarfile", "open"), ("gzip", "open"), ("socket", "socket"), ("httpx", "Client"),
              ("sys.stdout", "write"), ("sys.stderr", "write"), ("stdout.buffer", "write"), ("typer", "echo")}  # fmt: skip
METHODS = {"write_text", "write_bytes"}  # functions of these names go to the exit
EXIT = "the one exit: looks for what was left out, then writes"
KEY = "a key, for its owner alone and over no other key: the exit would let others read it"
MEMORY = "into memory; the bytes go on to the exit"
CACHE = "claims of a case's own pages, in the user's cache folder on the machine that holds the pages"
ALLOWED: dict[tuple[str, str], str] = {
    ("release/leaving.py", "mkstemp"): EXIT,
    ("release/leaving.py", "fdopen"): EXIT,
    ("release/leaving.py", "os.open"): "a folder, to settle the names in it",
    ("cli/console.py", "sys.stdout.write"): "standard output, after the look of the exit",
    ("cli/app.py", "typer.echo"): "the version",
    ("cli/files.py", "to_netcdf"): MEMORY,
    ("cli/plot.py", "savefig"): MEMORY,
    ("cli/prior_page.py", "savefig"): MEMORY,
    ("fitting/plots.py", "savefig"): MEMORY,
    ("cli/score.py", "to_csv"): MEMORY,
    ("fitting/store.py", "save"): MEMORY,
    ("scoring/ledger.py", "os.open"): "the ledger is added to in place; its lines pass the look of the exit first",
    ("scoring/ledger.py", "os.write"): "the ledger is added to in place; its lines pass the look of the exit first",
    ("sealed/keys.py", "os.open"): KEY,
    ("sealed/keys.py", "fdopen"): KEY,
    ("cli/fit.py", "open"): "the folder of a fit; its pieces go through the exit",
    ("claims/coded.py", "open"): "a library's writer of coded claims into a case, below the gate; no command calls it",
    ("claims/kept.py", "NamedTemporaryFile"): CACHE,
    ("claims/kept.py", "json.dump"): CACHE,
    ("reviewing/sheet_out.py", "open"): "a sheet for the coders of a store: it stays in the house, as the store's exports do",
    ("reports/formats/archives.py", "open"): "a member of an archive, to be read",
    ("reports/formats/archives.py", "zipfile.ZipFile"): "an archive, to be read",
    ("claims/llm/client.py", "httpx.Client"): "what may leave for a model is decided in claims/llm/leaving.py",
}


def writers(path: Path) -> list[str]:
    """Return the calls of a module that can put bytes somewhere."""
    found = []
    for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
        owner = ast.unparse(function.value) if isinstance(function, ast.Attribute) else ""
        if any(name == each and owner.endswith(module) for module, each in OF_MODULES):
            found.append(f"{owner}.{name}")
        elif name == "print" and owner:
            continue  # consoles: what they are given passed the gate; test_canary.py reads all that they say
        elif name in METHODS and not owner:
            continue
        elif name in WRITERS or (name == "open" and owner != "os" and writing(call, method=bool(owner))):
            found.append(name)
    return found


def writing(call: ast.Call, method: bool) -> bool:
    """Say whether a call of ``open`` may write; a mode that is no constant may."""
    modes = [word.value for word in call.keywords if word.arg == "mode"] + call.args[0 if method else 1 :][:1]
    return any(not isinstance(mode, ast.Constant) or set(str(mode.value)) & set("wax+") for mode in modes)


def all_writers() -> Counter[tuple[str, str]]:
    return Counter(
        (path.relative_to(SOURCE).as_posix(), name) for path in sorted(SOURCE.rglob("*.py")) for name in writers(path)
    )


def test_nothing_writes_but_through_the_one_exit() -> None:
    # the store keeps, it does not pass on: its files stay in the house, and what is sealed in them stays sealed
    found = {each for each in all_writers() if not each[0].startswith("store/")}
    assert found - set(ALLOWED) == set(), f"go through release/leaving.py, or say here why not: {found - set(ALLOWED)}"
    assert set(ALLOWED) - found == set(), "these are gone: take them off the list"
    assert all(ALLOWED.values())


def test_a_writer_is_noticed(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        'from pathlib import Path\nimport os, sys\nPath("a").write_text("b")\nPath("a").open("w")\nopen("a", mode)\n'
        'open("a")\nos.open("a", os.O_WRONLY)\nprint("a")\nsys.stdout.write("a")\nframe.to_csv("a")\nPath("a").open("rb")\n'
        'open("a", "ab")\n',
        "utf-8",
    )
    assert writers(module) == [
        "write_text", "open", "open", "os.open", "print", "sys.stdout.write", "to_csv", "open",
    ]  # fmt: skip


def test_commands_take_evidence_through_one_door() -> None:
    doors = {
        path.name
        for path in (SOURCE / "cli").glob("*.py")
        if "read_evidence(" in path.read_text("utf-8")
        or "read_coded(" in path.read_text("utf-8")
        or ".evidence(" in path.read_text("utf-8")
    }
    # export takes a whole store and hands it to the same gate
    assert doors == {"evidence.py", "export.py"}
