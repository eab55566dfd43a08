"""The two known troubles; everything else is a bug and is not caught."""


class KnownTrouble(Exception):  # noqa: N818 - the office calls it trouble, and so does the code
    """The world or a rule stands in the way; ``code`` has a sentence in ``resources/words/errors.toml``.

    Attributes:
        code: The key of the sentence that tells the clerk what to do.
        facts: What the sentence names: values for its placeholders.
        field: The form field where the clerk can mend it, or "" when there is none.
    """

    def __init__(self, code: str, *, field: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts


class Refused(KnownTrouble):
    """A rule of the office or of the law refuses the act; nothing was stored."""


class StorageTrouble(KnownTrouble):
    """The disk, the file or the server fails: full, locked, damaged, newer, not reachable."""
