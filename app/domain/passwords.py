"""Passwords as they are kept: a salted scrypt hash that names its own parameters; never the password."""

import hashlib
import hmac
import unicodedata

LEAST = 8
MOST = 200
_COST, _BLOCK, _PARALLEL = 2**15, 8, 1
_NAME = "scrypt"


def hashed(password: str, salt: bytes) -> str:
    """What is kept of a password: ``scrypt$cost$block$parallel$salt$hash``, salt and hash in hex."""
    digest = _scrypt(password, salt, _COST, _BLOCK, _PARALLEL)
    return "$".join((_NAME, str(_COST), str(_BLOCK), str(_PARALLEL), salt.hex(), digest.hex()))


def matches(password: str, kept: str) -> bool:
    """Whether the password is the one kept, by the parameters it was kept with."""
    _name, cost, block, parallel, salt, digest = kept.split("$")
    told = _scrypt(password, bytes.fromhex(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(told, bytes.fromhex(digest))


def _scrypt(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    # The same word typed on two keyboards is one word, as with names.
    word = unicodedata.normalize("NFC", password).encode()
    room = 256 * cost * block
    return hashlib.scrypt(word, salt=salt, n=cost, r=block, p=parallel, maxmem=room, dklen=32)


def pause(failures: int) -> int:
    """How many seconds to wait after so many wrong passwords in a row: none at first, then ever longer."""
    return 0 if failures < 3 else min(5 * 2 ** (failures - 3), 300)
