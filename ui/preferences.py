"""Settings of this PC: how the window looks and where it was; the office's settings live in its database."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

FILE_NAME = "may-nay.json"
COPIES = "sao-luu"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What this PC remembers.

    Attributes:
        look: light, dark or auto.
        text_percent: 100 to 175.
        geometry: The window's place and size, as Qt writes it, in base 64.
        rail_folded: Whether the rail shows icons only.
        last_page: The page that was open.
        copies_folder: Where copies of the office go; empty means beside its data.
        printer: The printer used last, by the system's name for it.
        printer_sides: one, long or short: how it printed both sides; empty leaves that to the printer.
        printer_grey: Whether it printed in grey.
        envelope: The size of envelope used last.
        signing_keys: What documents are signed with here, ``file`` or ``token``.
        signing_file: Where the signer's PKCS#12 file lies; its password is kept nowhere.
        signing_module: The PKCS#11 module of the token.
        hand_picture: The picture of the signer's hand.
        seal_picture: The picture of the office's seal.
        seal_mm: How wide the seal is, in millimetres.
    """

    look: str = "auto"
    text_percent: int = 100
    geometry: str = ""
    rail_folded: bool = False
    last_page: str = ""
    copies_folder: str = ""
    printer: str = ""
    printer_sides: str = ""
    printer_grey: bool = False
    envelope: str = "C5"
    signing_keys: str = "file"
    signing_file: str = ""
    signing_module: str = ""
    hand_picture: str = ""
    seal_picture: str = ""
    seal_mm: int = 36


class PreferencesFile:
    """Keeps the preferences in the data folder; a damaged or missing file means the defaults."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self.value = self._read()

    @property
    def copies_folder(self) -> Path:
        """Where copies of the office go."""
        chosen = self.value.copies_folder
        return Path(chosen) if chosen else self._path.parent / COPIES

    def change(self, **values: str | int | bool) -> None:
        """Remember other values for the fields named; what cannot be written is only forgotten."""
        self.value = _made_of(asdict(self.value) | values)
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(asdict(self.value), ensure_ascii=False, indent=1), "utf-8")
            fresh.replace(self._path)
        except OSError:
            return

    def _read(self) -> Preferences:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return Preferences()
        if not isinstance(found, dict):
            return Preferences()
        return _made_of(found)


def _made_of(found: dict[str, object]) -> Preferences:
    """The preferences with every value that has the right name and kind."""
    value = Preferences()
    kept = {k: v for k, v in found.items() if hasattr(value, k) and type(v) is type(getattr(value, k))}
    return replace(value, **kept)  # type: ignore[arg-type]  # each kind was just compared
