"""What is known of a source beyond the public text: sealed with age, opened only with a key that is kept elsewhere."""

from contraflow.sealed.keys import check_key_place, make_key, read_key, read_recipients
from contraflow.sealed.sealing import reseal, seal, unseal
from contraflow.sealed.secret import Secret, read_secret

__all__ = [
    "Secret",
    "check_key_place",
    "make_key",
    "read_key",
    "read_recipients",
    "read_secret",
    "reseal",
    "seal",
    "unseal",
]
