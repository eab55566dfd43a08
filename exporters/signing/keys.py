"""The signer's key: in a PKCS#12 file, or on a token behind a PKCS#11 module that its maker ships."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exporters.signing.certificates import Certificate, told
from exporters.trouble import SigningTrouble

_PINS = {
    "PinIncorrect": "token_pin_wrong",
    "PinLenRange": "token_pin_wrong",
    "PinInvalid": "token_pin_wrong",
    "PinLocked": "token_pin_locked",
    "PinExpired": "token_pin_locked",
    "UserPinNotInitialized": "token_pin_locked",
}
"""What the library's troubles mean; any other while a token is at work means that it is gone."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: what the certificate says, and the library's own signer."""

    certificate: Certificate
    at_work: Any


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate on a token, and by what its key is found there: the same id, else the same label."""

    certificate: Certificate
    token: Any
    x509: Any
    key: dict[str, Any]


def from_file(content: bytes, password: str) -> Signer:
    """The key of a PKCS#12 file; raises SigningTrouble when it is none, or the password is another's."""
    from asn1crypto import keys, pkcs12, x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    try:
        pkcs12.Pfx.load(content, strict=True)["auth_safe"].native  # noqa: B018 - reading it is the proof
    except (ValueError, TypeError) as error:
        raise SigningTrouble("key_file_bad") from error
    try:
        key, owner, others = load_key_and_certificates(content, password.encode())
    except ValueError as error:
        raise SigningTrouble("key_file_password") from error
    except (UnsupportedAlgorithm, TypeError) as error:
        raise SigningTrouble("key_file_bad") from error
    if key is None or owner is None:
        raise SigningTrouble("key_file_empty")
    der = serialization.Encoding.DER
    hidden = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    mine = x509.Certificate.load(owner.public_bytes(der))
    chain = [x509.Certificate.load(one.public_bytes(der)) for one in others]
    registry: Any = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    registry.register_multiple([mine, *chain])
    return Signer(told(mine), SimpleSigner(mine, keys.PrivateKeyInfo.load(hidden), registry))


def on_token(module: Path) -> tuple[Certificate, ...]:
    """The certificates that a token shows without its PIN; raises SigningTrouble when there is no token."""
    with _module(module) as library:
        return tuple(held.certificate for held in _held(library))


@contextmanager
def from_token(module: Path, fingerprint: str, pin: str) -> Iterator[Signer]:
    """The key on a token, while the block lasts; "" takes the only one there is.

    Raises SigningTrouble for a wrong PIN, and for a token that is not there or is pulled out in the block.
    """
    from pyhanko.sign.pkcs11 import PKCS11Signer

    with _module(module) as library:
        held = _chosen(_held(library), fingerprint)
        session = held.token.open(user_pin=pin)
        try:
            owner = held.x509
            at_work = PKCS11Signer(session, signing_cert=owner, other_certs_to_pull=None, **held.key)
            yield Signer(held.certificate, at_work)
        finally:
            with suppress(RuntimeError):
                session.close()


@contextmanager
def _module(path: Path) -> Iterator[Any]:
    """The module, let go of afterwards: a token put in again is found, and other programs may have it."""
    import pkcs11
    from pyhanko.pdf_utils.misc import PdfError

    if not path.is_file():
        raise SigningTrouble("token_module_bad", file=path.name)
    try:
        library = pkcs11.lib(str(path))
    except (RuntimeError, OSError) as error:
        raise SigningTrouble("token_module_bad", file=path.name) from error
    try:
        yield library
    except pkcs11.PKCS11Error as error:
        raise SigningTrouble(_PINS.get(type(error).__name__, "token_gone"), detail=_said(error)) from error
    except PdfError as error:  # the library wraps what a token says while it signs
        if isinstance(error.__cause__, pkcs11.PKCS11Error):
            raise SigningTrouble("token_gone", detail=_said(error.__cause__)) from error
        raise
    finally:
        with suppress(RuntimeError):
            pkcs11.unload(str(path))


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__


def _held(library: Any) -> list[Held]:  # noqa: ANN401 - the library tells no types
    """The people's certificates on all tokens, those of their issuers left out."""
    from asn1crypto import x509
    from pkcs11 import Attribute, ObjectClass, TokenNotRecognised

    held, present = [], False
    for slot in library.get_slots(token_present=True):
        token = slot.get_token()
        try:
            session = token.open()
        except TokenNotRecognised:  # an empty token, or an empty place for one
            continue
        present = True
        with session:
            for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                certificate = x509.Certificate.load(found[Attribute.VALUE])
                if not certificate.ca:
                    key_id = found[Attribute.ID]
                    key = {"key_id": key_id} if key_id else {"key_label": found[Attribute.LABEL]}
                    held.append(Held(told(certificate), token, certificate, key))
    if not present:
        raise SigningTrouble("token_missing")
    return held


def _chosen(held: list[Held], fingerprint: str) -> Held:
    named = [one for one in held if fingerprint in ("", one.certificate.fingerprint)]
    if not named:
        raise SigningTrouble("token_without_certificate")
    if len(named) > 1:
        names = "; ".join(f"{one.certificate.name} ({one.certificate.fingerprint[:16]})" for one in named)
        raise SigningTrouble("token_certificates", names=names)
    return named[0]
