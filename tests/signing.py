"""An invented issuer with certificates for invented people, their pictures, and a token of software."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw

PASSWORD = "mật khẩu"
PIN = "246810"
CHAIR = "Vàng Văn Thắng"
ORGAN = "Ủy ban nhân dân xã Mường Xuân"
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC)
PDFSIG = shutil.which("pdfsig")
_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
_TOOLS = [shutil.which("softhsm2-util"), shutil.which("pkcs11-tool")]
_MODULES = [
    Path(folder) / "softhsm" / "libsofthsm2.so"
    for folder in ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")
]
MODULE = next((path for path in _MODULES if path.exists()), None) if all(_TOOLS) else None


@dataclass(frozen=True)
class Issuer:
    """Who vouches for the invented people."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def root(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


@dataclass(frozen=True)
class Person:
    """A key with its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    def file(self, issuer: Issuer) -> bytes:
        """The PKCS#12 file."""
        lock = BestAvailableEncryption(PASSWORD.encode())
        chain = [issuer.certificate]
        return pkcs12.serialize_key_and_certificates(b"ky", self.key, self.certificate, chain, lock)


@cache
def issuer(name: str = "CA tập sự") -> Issuer:
    key = _key()
    made = _builder(name, name, key, FIRST, LAST)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    return Issuer(
        key, made.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True).sign(key, hashes.SHA256())
    )


@cache
def person(name: str = CHAIR, begins: datetime = FIRST, ends: datetime = LAST) -> Person:
    by, key = issuer(), _key()
    made = _builder(name, "CA tập sự", key, begins, ends)
    return Person(
        key,
        made.add_extension(_usage("digital_signature", "content_commitment"), critical=True).sign(
            by.key, hashes.SHA256()
        ),
    )


def key_file(folder: Path, name: str = CHAIR, begins: datetime = FIRST, ends: datetime = LAST) -> Path:
    """The PKCS#12 file of an invented person; its password is ``PASSWORD``."""
    path = folder / f"{name}.p12"
    path.write_bytes(person(name, begins, ends).file(issuer()))
    return path


def root_file(folder: Path) -> Path:
    path = folder / "goc.pem"
    path.write_bytes(issuer().root)
    return path


def token(folder: Path, *names: str) -> Path:
    """A token of software that holds the certificates and keys; answers with its module."""
    assert MODULE is not None
    store = folder / "tokens"
    store.mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {store}\nobjectstore.backend = file\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    _run("softhsm2-util", "--init-token", "--free", "--label", "ky", "--pin", PIN, "--so-pin", PIN)
    for number, name in enumerate(names, start=1):
        owner, given = person(name), f"{number:02d}"
        key, shown = folder / f"{given}.pem", folder / f"{given}.der"
        key.write_bytes(owner.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        shown.write_bytes(owner.certificate.public_bytes(Encoding.DER))
        place = ("--token", "ky", "--pin", PIN, "--label", given, "--id", given)
        _run("softhsm2-util", "--import", str(key), *place)
        write = ("--write-object", str(shown), "--type", "cert", "--id", given, "--label", given)
        login = ("--token-label", "ky", "--login", "--pin", PIN)
        _run("pkcs11-tool", "--module", str(MODULE), *login, *write)
    return MODULE


def hand() -> bytes:
    """A blue signature on a clear ground."""
    image = Image.new("RGBA", (900, 400))
    strokes = [(60, 300), (120, 80), (170, 330), (260, 140), (300, 300), (420, 60), (440, 330), (560, 180)]
    ImageDraw.Draw(image).line([*strokes, (640, 290), (860, 120)], (20, 50, 170, 255), 14, "curve")
    return _png(image)


def seal() -> bytes:
    """A red seal on a clear ground."""
    image, red = Image.new("RGBA", (850, 850)), (220, 20, 20, 225)
    draw = ImageDraw.Draw(image)
    draw.ellipse((15, 15, 835, 835), outline=red, width=24)
    draw.ellipse((140, 140, 710, 710), outline=red, width=8)
    draw.regular_polygon((425, 425, 120), 5, fill=red)
    return _png(image)


def opaque() -> bytes:
    return _png(Image.new("RGB", (300, 100), (255, 255, 255)))


def pictures(folder: Path) -> tuple[Path, Path]:
    """The files of the hand and the seal."""
    found = folder / "chu-ky.png", folder / "dau.png"
    for path, content in zip(found, (hand(), seal()), strict=True):
        path.write_bytes(content)
    return found


def pdfsig(pdf: bytes, folder: Path) -> str:
    """What poppler's own check says."""
    path = folder / "ky.pdf"
    path.write_bytes(pdf)
    told = subprocess.run([str(PDFSIG), str(path)], check=False, capture_output=True, text=True)
    return told.stdout


def _png(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _usage(*wanted: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{name: name in wanted for name in _USES})


def _builder(
    name: str, by: str, key: rsa.RSAPrivateKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(by))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )


def _named(name: str) -> x509.Name:
    parts = ((NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, ORGAN), (NameOID.COMMON_NAME, name))
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])
