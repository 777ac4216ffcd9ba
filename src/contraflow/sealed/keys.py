"""Keys: a file that its owner alone can read and that lies away from what it opens, if wished under a passphrase."""

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from pyrage import DecryptError, IdentityError, passphrase, x25519

from contraflow.errors import InputError, OutputError
from contraflow.sealed.sealing import HEAD

PRIVATE = "AGE-SECRET-KEY-1"
MOST_BYTES = 65_536
Ask = Callable[[], str]


def make_key(path: Path, secret_words: str = "") -> str:
    """Write a new key into a file that only its owner can read, and return its public key.

    Args:
        path: where; the file must not be there.
        secret_words: a passphrase under which the file is sealed; empty for none.

    Raises:
        OutputError: there is a file already, or it cannot be written.
    """
    identity = x25519.Identity.generate()
    public = str(identity.to_public())
    content = f"# public key: {public}\n{identity}\n".encode()
    if secret_words:
        content = passphrase.encrypt(content, secret_words)
    problem = ""
    try:
        # never for a moment readable by others, and never over another key
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        problem = error.strerror or "error"
    if problem:
        raise OutputError(f"{path}: the key cannot be written ({problem}); do: choose a new file in a folder of your own")
    return public


def read_key(path: Path, ask: Ask | None = None) -> x25519.Identity:
    """Return the key in a file.

    Args:
        path: of the file.
        ask: gives the passphrase when the file is sealed under one.

    Raises:
        InputError: the file is missing, readable by others, no key, or the passphrase is wrong; no message shows any of it.
    """
    content = _content(path)
    if content.startswith(HEAD):
        content = _opened(path, content, ask)
    lines = [line.strip() for line in content.decode("utf-8", "replace").splitlines()]
    keys = [line for line in lines if line and not line.startswith("#")]
    if len(keys) == 1 and keys[0].startswith(PRIVATE):
        try:
            return x25519.Identity.from_str(keys[0])
        except IdentityError:
            pass
    raise InputError(
        f"{path}: found no key; allowed: one line that begins with {PRIVATE}; do: name the file that source keygen wrote"
    )


def read_recipients(texts: Sequence[str]) -> tuple[str, ...]:
    """Return public keys, each given as itself or as a file with one a line (``#`` begins a remark).

    Raises:
        InputError: a file cannot be read, or holds a private key, which nobody should pass round.
    """
    found: list[str] = []
    for text in texts:
        if text.startswith("age1"):
            found.append(text)
            continue
        try:
            lines = Path(text).read_text("utf-8").splitlines()
        except (OSError, ValueError):
            lines = None
        if lines is None:
            raise InputError(f"recipients: found {text!r}; allowed: age1... or a file with such lines; do: check the path")
        if any(line.strip().upper().startswith(PRIVATE) for line in lines):
            raise InputError(f"{text}: found a private key; allowed: public keys only; do: pass on the line age1... instead")
        found += [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]
    return tuple(dict.fromkeys(found))


def check_key_place(key: Path, store: Path) -> None:
    """Raise InputError when a key lies beside what it opens, or below it: whoever takes the one would take the other.

    Args:
        key: the key's file.
        store: the store's file or folder.
    """
    home = store.resolve() if store.is_dir() else store.resolve().parent
    for place in (key.absolute().parent, key.resolve().parent):
        if place == home or home in place.parents:
            raise InputError(
                f"{key}: found the key in the store's own folder; allowed: a place that is not copied with the store; "
                "do: move it, to a stick or your home folder, and name it with --key"
            )


def _content(path: Path) -> bytes:
    """Return a key file's bytes once nobody else can read it."""
    problem, content, mode = "", b"", 0
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(MOST_BYTES)
    except OSError as error:
        problem = error.strerror or "error"
    if problem:
        raise InputError(f"{path}: the key cannot be read ({problem}); do: name its file with --key or CONTRAFLOW_KEY_FILE")
    if stat.S_IMODE(mode) & 0o077:
        raise InputError(
            f"{path}: found a key that others may read (mode {stat.S_IMODE(mode):04o}); allowed: 0600, its owner only; "
            f"do: chmod 600 {path}, and think of it as known if others use this machine"
        )
    return content


def _opened(path: Path, content: bytes, ask: Ask | None) -> bytes:
    """Return the content of a key file that is sealed under a passphrase."""
    if ask is None:
        raise InputError(f"{path}: found a key under a passphrase; allowed: a prompt to ask for it; do: run it in a terminal")
    try:
        return bytes(passphrase.decrypt(content, ask()))
    except DecryptError:
        pass
    raise InputError(f"{path}: the passphrase is wrong, or the file was cut or changed; do: try again, or restore a backup")
