"""Rule packs for tests: those that come with the program, changed where a test says so."""

from app.rules import packing, packs

NEXT = "2026.12"


def files(*changes: tuple[str, str, str], version: str = NEXT) -> dict[str, str]:
    """The texts of the program's pack under another version; each change is a file, what it says, what it
    says instead.
    """
    told = dict(packs.shipped())
    old, _ = packs.about(told)
    for name, before, after in (("pack.toml", f'"{old}"', f'"{version}"'), *changes):
        assert before in told[name], f"{name} no longer says {before}"
        told[name] = told[name].replace(before, after, 1)
    return told


def pack(*changes: tuple[str, str, str], version: str = NEXT, signature: str = "") -> bytes:
    """A pack file of these texts."""
    return packing.packed(files(*changes, version=version), signature)


_SEVEN = 'terms = [{ length = 7, unit = "working" }]'
LONGER = ("complaints.toml", _SEVEN, _SEVEN.replace("7", "9"))
"""Nine working days to accept a complaint in place of seven."""
