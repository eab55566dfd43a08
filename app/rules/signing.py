"""Ed25519 signatures of rule packs: who made a pack, and that nobody changed it since."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from app.domain.errors import Refused, StorageTrouble
from app.domain.law import Signer
from app.rules.reading import parsed

SIGNATURE = "signature.toml"
KEY_BYTES, SIGNATURE_BYTES = 32, 64
LONGEST_NAME = 200
_PURPOSE = b"tiepdan rules 1\n"
_PLAIN_TEXT = '"\\'


def digest(files: Mapping[str, str], signer: str = "") -> bytes:
    """One hash for all files, their names and the signer's; the order they come in does not matter."""
    told = hashlib.sha256(_PURPOSE)
    parts = [signer, *(part for name in sorted(files) for part in (name, files[name]))]
    for part in parts:
        content = part.encode("utf-8")
        told.update(len(content).to_bytes(8, "big") + content)
    return told.digest()


def make_key(path: Path) -> Signer:
    """Write a fresh private key, readable by its owner alone; returns its public half without a name."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    content = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused("rules_key_exists", field="out", file=path) from None
    except OSError as trouble:
        raise StorageTrouble("folder_not_writable", folder=path.parent, detail=trouble) from trouble
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return Signer("", key.public_key().public_bytes_raw().hex())


def sign(files: Mapping[str, str], key_file: Path, name: str) -> str:
    """The text of ``signature.toml`` for the files; refused when the key file holds no Ed25519 key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if not name or len(name) > LONGEST_NAME or any(sign in _PLAIN_TEXT or sign < " " for sign in name):
        raise Refused("rules_signer_name", field="signer", limit=LONGEST_NAME)
    try:
        key = load_pem_private_key(key_file.read_bytes(), password=None)
    except OSError as trouble:
        raise StorageTrouble("input_unreadable", file=key_file, detail=trouble) from trouble
    except (ValueError, TypeError):
        raise Refused("rules_key_bad", field="key", file=key_file) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused("rules_key_bad", field="key", file=key_file)
    public, signature = key.public_key().public_bytes_raw().hex(), key.sign(digest(files, name)).hex()
    return f'signer = "{name}"\npublic_key = "{public}"\nsignature = "{signature}"\n'


def verified(files: Mapping[str, str], signature: str) -> Signer:
    """Who signed the files; refused when the signature is not of these files, this name and this key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    entry = parsed(SIGNATURE, signature)
    name = entry.text("signer")
    key, signed = entry.digits("public_key", KEY_BYTES), entry.digits("signature", SIGNATURE_BYTES)
    entry.close()
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signed, digest(files, name))
    except (InvalidSignature, ValueError):
        raise Refused("rules_signature_bad", signer=name[:LONGEST_NAME]) from None
    return Signer(name[:LONGEST_NAME], key.hex())
