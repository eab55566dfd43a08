"""Whether the signatures of a PDF hold: nothing is asked from the network, issuers are those handed in."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any, Final

from exporters.signing.certificates import Certificate, read, told
from exporters.signing.stamps import Stamp
from exporters.trouble import SigningTrouble

_BROKEN: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the library lets out when a file from elsewhere breaks the format in a way it did not foresee."""


class State(StrEnum):
    """What a signature is worth, the worst first."""

    UNREADABLE = "unreadable"
    CHANGED = "changed"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN_ISSUER = "unknown_issuer"
    VALID = "valid"


@dataclass(frozen=True, slots=True)
class Verified:
    """One signature of a file.

    Attributes:
        certificate: Whose it says it is, None when that cannot be read.
        signed_at: When, aware; by the signer's own clock, None when not told.
        hand: It stands as somebody's own hand, as this program names its fields.
        last: Nothing was added to the file after it; what was added to earlier ones was judged harmless.
    """

    certificate: Certificate | None
    signed_at: datetime | None
    state: State
    last: bool
    hand: bool = False


def verify(pdf: bytes, roots: Sequence[bytes], now: datetime) -> tuple[Verified, ...]:
    """The signatures in the order they were made; empty for a file without.

    Args:
        pdf: The file.
        roots: Certificates of trusted issuers.
        now: Takes the place of the moment of signing where a signature tells none.

    Raises:
        SigningTrouble: The file is no PDF that can be read.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        if reader.encrypted:
            raise SigningTrouble("pdf_encrypted")
        found = list(reader.embedded_regular_signatures)
    except (PdfError, *_BROKEN) as error:
        raise SigningTrouble("pdf_bad") from error
    trusted = [read(root) for root in roots]
    return tuple(_verified(one, trusted, now, final=one is found[-1]) for one in found)


def _verified(signature: Any, roots: Sequence[Any], now: datetime, *, final: bool) -> Verified:  # noqa: ANN401
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.errors import PathError, ValidationError

    certificate: Certificate | None = None
    signed_at: datetime | None = None
    try:
        certificate = told(signature.signer_cert)
        signed_at = _moment(signature.self_reported_timestamp)
        context = ValidationContext(
            trust_roots=list(roots),
            moment=signed_at or now,
            allow_fetching=False,
            revocation_mode="soft-fail",
        )
        usage = KeyUsageConstraints(
            key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
        )
        status = validate_pdf_signature(signature, context, key_usage_settings=usage)
        last = status.coverage is not None and status.coverage.name == "ENTIRE_FILE"
        state = _state(status, certificate, signed_at or now, loose=final and not last)
    except (SigningTrouble, PdfError, ValidationError, PathError, *_BROKEN):
        return Verified(certificate, signed_at, State.UNREADABLE, last=False)
    return Verified(certificate, signed_at, state, last=last, hand=_by_hand(signature))


def _state(status: Any, certificate: Certificate, at: datetime, *, loose: bool) -> State:  # noqa: ANN401
    """``loose``: something follows that no signature covers; only proofs for the archive may."""
    if not (status.intact and status.valid and status.docmdp_ok):
        return State.CHANGED
    if loose and status.modification_level.name != "LTA_UPDATES":
        return State.CHANGED
    if not certificate.begins <= at <= certificate.ends:
        return State.EXPIRED
    if status.revoked:
        return State.REVOKED
    return State.VALID if status.trusted else State.UNKNOWN_ISSUER


def _by_hand(signature: Any) -> bool:  # noqa: ANN401 - the library tells no types
    return str(signature.field_name).startswith(f"{Stamp.HAND}-")


def _moment(told: datetime | None) -> datetime | None:
    """A moment without a zone cannot be compared: it counts as not told."""
    return told if told is not None and told.tzinfo is not None else None
