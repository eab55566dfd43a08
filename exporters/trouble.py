"""What can be wrong with a letter template or a strange paper; the caller gives it the office's sentence."""


class TemplateTrouble(Exception):  # noqa: N818 - the office calls it trouble, and so does the code
    """A letter template cannot be read or filled.

    Attributes:
        template: The name of the template's file, without its ending.
        line: The line of the file, counted from 1; 0 when the file as a whole is meant.
        fault: What kind of slip it is, one of ``FAULTS``.
        detail: The name that is not known, or what the parser says.
    """

    FAULTS = ("fences", "toml", "key", "absent", "fact", "syntax", "filling")

    def __init__(self, template: str, line: int, fault: str, detail: str = "") -> None:
        super().__init__(f"{template}, line {line}: {fault} {detail}".rstrip())
        self.template = template
        self.line = line
        self.fault = fault
        self.detail = detail


class PaperTrouble(Exception):  # noqa: N818 - the office calls it trouble, and so does the code
    """A file is no DOCX that can be read."""


class PictureTrouble(Exception):  # noqa: N818 - the office calls it trouble, and so does the code
    """A picture is no PNG or JPEG that can be read, or has more points than a page can use."""


class ScanTrouble(Exception):  # noqa: N818 - the office calls it trouble, and so does the code
    """A file cannot be kept as a scan.

    Attributes:
        reason: ``unknown`` (neither PDF nor picture), ``damaged``, ``locked`` by a password, or ``vast``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SigningTrouble(Exception):  # noqa: N818 - the office calls it trouble, and so does the code
    """A file cannot be signed, or its signatures not be read.

    Attributes:
        code: What stands in the way, e.g. ``token_pin_wrong``.
        facts: What the sentence names.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
