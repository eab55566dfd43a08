"""What a certificate says of its owner; without the library that reads it nothing of it is known."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exporters.trouble import SigningTrouble

X509 = Any
"""A certificate of the library; it has no types."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whose key it vouches for, and how long; moments are aware.

    Attributes:
        organ: The organisation the owner belongs to, "" when not told.
        issuer: Who vouches.
        fingerprint: SHA-256 of the whole, in hexadecimal digits.
    """

    name: str
    organ: str
    issuer: str
    begins: datetime
    ends: datetime
    fingerprint: str


def told(certificate: X509) -> Certificate:
    """What a certificate of the library says; raises SigningTrouble when it is not whole."""
    try:
        subject, issuer = certificate.subject.native, certificate.issuer.native
        return Certificate(
            _named(subject),
            _text(subject.get("organization_name")),
            _named(issuer),
            certificate.not_valid_before,
            certificate.not_valid_after,
            hashlib.sha256(certificate.dump()).hexdigest(),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise SigningTrouble("certificate_bad") from error


def read(content: bytes) -> X509:
    """The certificate of a file, binary or as text; raises SigningTrouble when it holds none."""
    from asn1crypto import pem, x509

    try:
        if pem.detect(content):
            _, _, content = pem.unarmor(content)
        found = x509.Certificate.load(content, strict=True)
    except (ValueError, TypeError) as error:
        raise SigningTrouble("certificate_bad") from error
    told(found)
    return found


def _named(names: dict[str, object]) -> str:
    for part in ("common_name", "organizational_unit_name", "organization_name"):
        if names.get(part):
            return _text(names[part])
    return ""


def _text(value: object) -> str:
    """One line; a name may hold several values of a kind."""
    values = value if isinstance(value, list) else [value]
    return ", ".join(" ".join(str(one).split()) for one in values if one)
