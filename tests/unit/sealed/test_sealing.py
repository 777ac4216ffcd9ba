"""Sealing: who can open, what is said when nobody can, and that a secret shows itself nowhere."""

import copy
import json
import logging
import pickle
import re
import traceback
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from contraflow.errors import ContraflowError, InputError, OutputError
from contraflow.sealed import (
    Secret,
    check_key_place,
    make_key,
    read_key,
    read_recipients,
    read_secret,
    reseal,
    seal,
    unseal,
)
from contraflow.sealed.secret import FIELDS, from_bytes, to_bytes

WORD = "Quörbach"
SECRET = Secret(WORD, f"call {WORD}", f"at {WORD}'s", f"{WORD} knows\nthe guards")
ANY = st.builds(Secret, st.text(), st.text(), st.text(), st.text())


def pair() -> tuple[x25519.Identity, str]:
    identity = x25519.Identity.generate()
    return identity, str(identity.to_public())


OWN, PUBLIC = pair()
OTHER, OTHERS_PUBLIC = pair()


BLOB = seal(SECRET, [PUBLIC])


def told(error: BaseException) -> str:
    """Return all that an error shows, with what it was raised from."""
    return "".join(traceback.format_exception(error))


@given(ANY)
def test_what_is_sealed_comes_back_as_it_was(secret: Secret) -> None:
    assert unseal(seal(secret, [PUBLIC]), OWN) == secret


def test_each_of_several_recipients_opens_it_and_nobody_else() -> None:
    blob = seal(SECRET, [PUBLIC, OTHERS_PUBLIC])
    assert unseal(blob, OWN) == unseal(blob, OTHER) == SECRET
    with pytest.raises(InputError, match="for other keys") as refused:
        unseal(blob, pair()[0])
    assert WORD not in told(refused.value)


def test_nothing_of_it_stands_in_what_is_sealed_and_its_length_tells_little() -> None:
    blob = seal(SECRET, [PUBLIC])
    assert WORD.encode() not in blob and b"guards" not in blob
    lengths = {len(seal(Secret(name="x" * n), [PUBLIC])) for n in (1, 10, 100, 500)}
    assert max(lengths) - min(lengths) < 200  # age adds a line of random length to the head
    assert len(to_bytes(SECRET)) == 1024 and seal(SECRET, [PUBLIC]) != blob


@given(st.data())
def test_what_was_cut_or_changed_is_refused_and_shows_nothing(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(BLOB) - 1))
    changed = data.draw(st.sampled_from([BLOB[:at], BLOB[:at] + bytes([BLOB[at] ^ 1]) + BLOB[at + 1 :], BLOB + b"x"]))
    with pytest.raises(InputError) as refused:
        unseal(changed, OWN)
    assert WORD not in told(refused.value) and "DecryptError" not in told(refused.value)
    # fixed words alone, so neither what was sealed nor the bytes of it
    assert re.fullmatch(r"sealed part: found [a-z ,]+; allowed: [a-z ]+; do: [a-z ,-]+", str(refused.value))


def test_bytes_of_another_program_are_refused_though_the_key_opens_them() -> None:
    from pyrage import encrypt

    for content in (b"no json", b'{"name": "x", "more": "y"}', b"[]"):
        with pytest.raises(InputError, match="cut or changed"):
            unseal(encrypt(content, [OWN.to_public()]), OWN)


def test_sealing_anew_lets_others_open_it() -> None:
    blob = reseal(seal(SECRET, [PUBLIC]), OWN, [OTHERS_PUBLIC])
    assert unseal(blob, OTHER) == SECRET
    with pytest.raises(InputError):
        unseal(blob, OWN)


@pytest.mark.parametrize("recipients", [[], ["age1nonsense"], ["ssh-rsa AAAA"], [str(OWN)]])
def test_nobody_and_wrong_keys_are_refused_and_a_private_key_is_not_shown(recipients: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        seal(SECRET, recipients)
    assert WORD not in told(refused.value) and str(OWN) not in told(refused.value)


def test_a_secret_shows_itself_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    shown = [repr(SECRET), str(SECRET), f"{SECRET}", f"{SECRET!r:>30}", "%s" % SECRET, repr([SECRET]), repr({"a": SECRET})]  # noqa: UP031
    logging.getLogger("x").warning("%s %r", SECRET, SECRET)
    shown.append(caplog.text)
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        shown.append(told(error))
    assert all("Secret(sealed)" in text and WORD not in text for text in shown)
    with pytest.raises(TypeError):
        json.dumps(SECRET)
    for take in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="seal it"):
            take(SECRET)
    assert replace(SECRET, notes="") != SECRET and asdict(SECRET)["name"] == WORD  # for who asks by name


def test_a_secret_tells_its_words_and_whether_it_holds_any() -> None:
    assert SECRET.words()[-2:] == (f"{WORD} knows", "the guards") and SECRET
    assert not Secret() and Secret().words() == ()


@given(ANY)
def test_bytes_are_those_of_one_secret(secret: Secret) -> None:
    assert from_bytes(to_bytes(secret)) == secret and len(to_bytes(secret)) % 1024 == 0


def test_a_secret_is_read_from_toml() -> None:
    assert read_secret(f'name = "{WORD}"\nnotes = """a\nb"""\n') == Secret(name=WORD, notes="a\nb")


@pytest.mark.parametrize(
    "text",
    [f"name = {WORD}", f'nmae = "{WORD}"', f"name = ['{WORD}']", f"{WORD}", f'name = "{WORD * 20_000}"', "a = " + "[" * 10_000],
)
def test_what_is_no_secret_is_refused_without_a_word_of_it(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read_secret(text)
    assert WORD not in told(refused.value) and "do: " in str(refused.value)
    assert len(text) > 100_000 or all(field in str(refused.value) for field in FIELDS)


def test_a_key_is_for_its_owner_alone_and_over_no_other(tmp_path: Path) -> None:
    path = tmp_path / "own.key"
    public = make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert str(read_key(path).to_public()) == public
    with pytest.raises(OutputError, match="cannot be written"):
        make_key(path)
    assert str(read_key(path).to_public()) == public


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o666])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "own.key"
    make_key(path)
    path.chmod(mode)
    with pytest.raises(InputError, match="others may read"):
        read_key(path)


@pytest.mark.parametrize("content", [b"", b"AGE-SECRET-KEY-1NONSENSE\n", b"\xff\xfe\x00", b"hello\n", b"x\n" * 100_000])
def test_what_is_no_key_is_refused_without_being_shown(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.key"
    path.touch(0o600)
    path.write_bytes(content)
    with pytest.raises(InputError, match="no key") as refused:
        read_key(path)
    assert "NONSENSE" not in told(refused.value)
    with pytest.raises(InputError, match="cannot be read"):
        read_key(tmp_path / "nowhere.key")


def test_a_key_under_a_passphrase_opens_with_it_only(tmp_path: Path) -> None:
    path = tmp_path / "own.key"
    public = make_key(path, "correct horse")
    assert b"AGE-SECRET-KEY" not in path.read_bytes() and path.stat().st_mode & 0o777 == 0o600
    assert str(read_key(path, lambda: "correct horse").to_public()) == public
    with pytest.raises(InputError, match="passphrase") as refused:
        read_key(path)
    assert "prompt" in str(refused.value)
    path.write_bytes(path.read_bytes()[:80])  # told as a wrong passphrase is, without the second that trying one takes
    with pytest.raises(InputError, match="passphrase is wrong, or") as refused:
        read_key(path, lambda: "battery staple")
    assert "staple" not in str(refused.value) and refused.value.__context__ is None


def test_a_key_with_the_store_is_refused_wherever_it_hides(tmp_path: Path) -> None:
    home, keys = tmp_path / "store", tmp_path / "keys"
    (home / "deep").mkdir(parents=True)
    keys.mkdir()
    for path in (home / "own.key", home / "deep" / "own.key", keys / "own.key"):
        make_key(path)
    (keys / "link.key").symlink_to(home / "own.key")
    (home / "link.key").symlink_to(keys / "own.key")
    store = home / "evidence.db"
    for path in (home / "own.key", home / "deep" / "own.key", keys / "link.key", home / "link.key"):
        with pytest.raises(InputError, match="store's own folder"):
            check_key_place(path, store)
    check_key_place(keys / "own.key", store)
    check_key_place(keys / "own.key", home)


def test_recipients_are_keys_or_files_of_keys(tmp_path: Path) -> None:
    team = tmp_path / "team.txt"
    team.write_text(f"# analysts\n{PUBLIC}\n\n{OTHERS_PUBLIC}\n", "utf-8")
    assert read_recipients([str(team), PUBLIC]) == (PUBLIC, OTHERS_PUBLIC)
    team.write_text(f"{OWN}\n", "utf-8")
    with pytest.raises(InputError, match="a private key") as refused:
        read_recipients([str(team)])
    assert str(OWN) not in told(refused.value)
    with pytest.raises(ContraflowError, match="check the path"):
        read_recipients([str(tmp_path / "nowhere.txt")])
