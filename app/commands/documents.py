"""``document``: signs issued documents digitally, tells whether the signatures of a PDF hold."""

from pathlib import Path

from app.bootstrap import Services
from app.commands.arguments import Verbs, whole
from app.commands.calls import PIN, Answer, Call, office, secret
from app.commands.output import table
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.ids import RecordId, record_id
from app.domain.signatures import (
    SEAL_MM,
    Certificate,
    KeyKind,
    SignatureReport,
    SignatureState,
    SigningRequest,
    Stamp,
)
from app.runtime.words import label, phrase
from app.services.files import save

ALTERED = 3
_ALTERED = (SignatureState.CHANGED, SignatureState.UNREADABLE)


def add_verbs(verbs: Verbs) -> None:
    group = verbs.group("document", "document")
    signed = group.verb("sign", "document_sign", sign)
    signed.option("number", "document_number", metavar="NUMBER")
    signed.option("--p12", "signing_p12", metavar="FILE")
    signed.option("--token", "signing_token", metavar="MODULE")
    signed.option("--certificate", "signing_certificate", metavar="SHA256", default="")
    signed.option("--as", "signing_as", dest="stamp", choices=list(Stamp), default=Stamp.HAND)
    signed.option("--picture", "signing_picture", metavar="PNG")
    signed.option("--room", "signing_room", metavar="N", type=whole, default=0)
    signed.option("--seal-mm", "signing_seal", metavar="MM", type=whole, default=SEAL_MM)
    signed.option("--archive", "signing_archive", action="store_true")
    signed.option("--other-name", "signing_other_name", action="store_true")
    checked = group.verb("verify", "document_verify", verify)
    checked.option("file", "signed_file", metavar="FILE", nargs="?")
    checked.option("--document", "document_number", metavar="NUMBER")
    saved = group.verb("save", "document_save", save_copy)
    saved.option("number", "document_number", metavar="NUMBER")
    saved.option("--out", "signed_out", metavar="FILE", required=True)
    saved.option("--archive", "archive", action="store_true")
    saved.option("--reason", "opening_reason", metavar="WHY", default="")
    listed = group.verb("certificates", "document_certificates", certificates)
    listed.option("--token", "signing_token", metavar="MODULE", required=True)
    group.verb("trust", "document_trust", trust).option("file", "root_file", metavar="FILE")


def sign(call: Call) -> Answer:
    """One more signature on the latest version."""
    told = call.options
    if bool(told.p12) == bool(told.token):
        raise Refused("signing_source")
    request = SigningRequest(
        KeyKind.FILE if told.p12 else KeyKind.TOKEN,
        _path(told.p12 or told.token),
        Stamp(told.stamp),
        _path(told.picture) if told.picture else None,
        told.room,
        told.seal_mm,
        told.certificate.lower(),
        told.archive,
        told.other_name,
    )
    with office(call) as (services, actor):
        key = document_id(services, actor, told.number)
        kept = services.signatures.sign(actor, key, request, secret(call, PIN, "pin")).value
    facts = {"signer": kept.signer, "turn": kept.turn}
    value = {"document": key, **facts, "signed_at": kept.signed_at.isoformat()}
    return Answer(value, (phrase("commands", "document_signed", number=told.number, **facts),))


def verify(call: Call) -> Answer:
    """What each signature is worth; the exit code tells when the file was changed."""
    told = call.options
    if bool(told.file) == bool(told.document):
        raise Refused("signature_source")
    with office(call) as (services, actor):
        if told.file:
            found = services.signatures.verify_file(actor, _path(told.file))
        else:
            key = document_id(services, actor, told.document)
            found = services.signatures.verify(actor, key)
    value = {"signatures": [_value(report) for report in found]}
    if not found:
        return Answer(value, (phrase("commands", "unsigned"),))
    header = tuple(phrase("columns", name) for name in ("signer", "signed_at", "issuer", "state"))
    rows = [(_signer(one), _moment(one), one.issuer, label(one.state)) for one in found]
    code = ALTERED if any(one.state in _ALTERED for one in found) else 0
    return Answer(value, table(header, rows), (phrase("commands", "revocation"),), code)


def save_copy(call: Call) -> Answer:
    """The latest version with its signatures, or the original for the archive."""
    told = call.options
    out = _path(told.out)
    with office(call) as (services, actor):
        key = document_id(services, actor, told.number)
        room = services.signatures
        content = (room.archived if told.archive else room.content)(actor, key, told.reason)
    save(content, out)
    return Answer({"document": key, "file": out}, (str(out),))


def certificates(call: Call) -> Answer:
    """What a token offers to sign with."""
    with office(call) as (services, actor):
        found = services.signatures.certificates(actor, _path(call.options.token))
    header = tuple(phrase("columns", name) for name in ("signer", "issuer", "ends", "fingerprint"))
    rows = [(one.name, one.issuer, f"{one.ends:%d/%m/%Y}", one.fingerprint) for one in found]
    value = {"certificates": [_told(one) for one in found]}
    return Answer(value, table(header, rows, widest=64))


def trust(call: Call) -> Answer:
    """Trust an issuer from now on."""
    with office(call) as (services, actor):
        root = services.signatures.trust(actor, _path(call.options.file)).value
    facts = {"name": root.name, "fingerprint": root.fingerprint}
    return Answer(facts, (phrase("commands", "root_trusted", **facts),))


def document_id(services: Services, actor: Actor, told: str) -> RecordId:
    """The document of a number, or of an id."""
    try:
        return record_id(told)
    except ValueError:
        return services.signatures.find(actor, told).id


def _value(report: SignatureReport) -> dict[str, object]:
    at = report.signed_at
    return {
        "signer": report.signer,
        "organ": report.organ,
        "issuer": report.issuer,
        "signed_at": at.isoformat() if at else None,
        "state": report.state,
        "meant": report.meant,
    }


def _told(one: Certificate) -> dict[str, object]:
    return {
        "name": one.name,
        "organ": one.organ,
        "issuer": one.issuer,
        "begins": one.begins.isoformat(),
        "ends": one.ends.isoformat(),
        "fingerprint": one.fingerprint,
    }


def _signer(report: SignatureReport) -> str:
    return (
        phrase("signatures", "other", signer=report.signer, meant=report.meant)
        if report.meant
        else report.signer
    )


def _moment(report: SignatureReport) -> str:
    return f"{report.signed_at:%d/%m/%Y %H:%M:%S %z}" if report.signed_at else ""


def _path(told: str) -> Path:
    return Path(told).expanduser().resolve()
