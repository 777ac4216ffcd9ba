"""Sealing and opening with age (X25519, ChaCha20-Poly1305) through pyrage: any one of several recipients can open."""

from collections.abc import Sequence

from pyrage import DecryptError, RecipientError, decrypt, encrypt, x25519

from contraflow.errors import InputError
from contraflow.sealed.secret import Secret, from_bytes, to_bytes

HEAD = b"age-encryption.org/v1\n"
"""How everything that is sealed begins."""


def seal(secret: Secret, recipients: Sequence[str]) -> bytes:
    """Return a secret sealed for some recipients; each opens it with the key of its own.

    Args:
        secret: what is sealed.
        recipients: public keys, ``age1...``; they are no secret.

    Raises:
        InputError: there is no recipient, or one that is no public key.
    """
    if not recipients:
        raise InputError("recipients: found none; allowed: one public key (age1...) or more; do: name those who may open it")
    return bytes(encrypt(to_bytes(secret), [_recipient(text) for text in recipients]))


def unseal(blob: bytes, identity: x25519.Identity) -> Secret:
    """Return a sealed secret.

    Args:
        blob: what ``seal`` gave.
        identity: a key, see ``read_key``.

    Raises:
        InputError: it was not sealed, not for this key, or was cut or changed; the message shows nothing of it.
    """
    if not blob.startswith(HEAD):
        raise InputError("sealed part: found bytes that are not sealed; allowed: what seal gave; do: restore a backup")
    try:
        content: bytes | None = bytes(decrypt(blob, [identity]))
        why = ""
    except DecryptError as error:
        # the library's words hold neither key nor content, and are not passed on all the same
        content, why = None, "no other key" if "No matching keys" in str(error) else "changed"
    # raised out here, so that no error carries another one
    if why == "no other key":
        raise InputError(
            "sealed part: found one for other keys, or with a changed head; allowed: a key that it was sealed for; "
            "do: name another --key, or restore a backup"
        )
    secret = from_bytes(content) if content is not None else None
    if secret is None:
        raise InputError("sealed part: found bytes that were cut or changed; allowed: what seal gave; do: restore a backup")
    return secret


def reseal(blob: bytes, identity: x25519.Identity, recipients: Sequence[str]) -> bytes:
    """Return a sealed secret sealed for other recipients; raises InputError as ``unseal`` and ``seal`` do."""
    return seal(unseal(blob, identity), recipients)


def _recipient(text: str) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str(text.strip())
    except RecipientError:
        pass
    # a private key pasted by mistake must not be shown
    shown = repr(text[:70]) if text.strip().lower().startswith("age1") else "something else (not shown)"
    raise InputError(f"recipient: found {shown}; allowed: a public key, age1 and 58 letters; do: copy it whole")
