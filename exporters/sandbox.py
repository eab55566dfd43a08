"""Where the Jinja of a template runs: sandboxed, with the filters of letters and nothing else."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from exporters.markdown import escaped

if TYPE_CHECKING:
    from jinja2 import Template, nodes
    from jinja2.runtime import Context
    from jinja2.sandbox import ImmutableSandboxedEnvironment

COMPILED_NAME: Final = "<template>"  # jinja2 gives this name to code that it compiled from a string
MISSING: Final = "_missing"  # names in the context that no fact can have
LAYOUT: Final = "_layout"


_TAGS_ONLY: Final = re.compile(r"(\s*\{%.*?%\}\s*)+")
_ENDS_IN_TAG: Final = re.compile(r"[^-+]%\}$")


_LEAVES: Final = frozenset(
    {
        *("Template", "Output", "TemplateData", "Const", "Name", "NSRef", "Getattr", "Getitem", "Slice"),
        *("If", "For", "CondExpr", "Filter", "Test", "Keyword", "List", "Tuple", "Dict", "Pair"),
        *("Compare", "Operand", "And", "Or", "Not", "Neg", "Add", "Sub"),
    }
)
"""What a template may be made of: nothing that calls, keeps, multiplies or reads other files."""
_DEEPEST: Final = 2
_LONGEST: Final = 10_000


@lru_cache(maxsize=1024)
def compiled(text: str, *, markdown: bool) -> "Template":
    return environment(markdown=markdown).from_string(parsed(text))


def parsed(text: str) -> "nodes.Template":
    """The template of a text, when it ends: loops run over lists of facts only, at most two deep.

    Raises TemplateSyntaxError with the line.
    """
    from jinja2 import TemplateSyntaxError, nodes

    def check(node: nodes.Node, depth: int) -> None:
        if type(node).__name__ not in _LEAVES:
            raise TemplateSyntaxError(f"{type(node).__name__.lower()} has no place in a letter", node.lineno)
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            raise TemplateSyntaxError("names of the program's own are out of reach", node.lineno)
        if isinstance(node, nodes.For):
            if depth == _DEEPEST or node.recursive:
                raise TemplateSyntaxError("loops stand at most two deep", node.lineno)
            node.iter = nodes.Filter(node.iter, "entries", [], [], None, None, lineno=node.lineno)
            depth += 1
        for child in node.iter_child_nodes():
            check(child, depth)

    found = environment().parse(with_line_ends(text))
    check(found, 0)
    return found


def _entries(value: object) -> object:
    """What a loop runs over: a list of facts."""
    if not isinstance(value, (list, tuple)):
        raise TypeError("a loop runs over a list")
    if len(value) > _LONGEST:
        raise ValueError(f"a loop runs over {_LONGEST} entries at most")
    return value


def with_line_ends(text: str) -> str:
    """The text in which only a line of tags vanishes: a tag that ends a sentence leaves its line end there.

    Jinja would take both line ends away, and the next paragraph would run into this one.
    """
    return "\n".join(
        f"{line[:-2]}+%}}" if _ENDS_IN_TAG.search(line) and not _TAGS_ONLY.fullmatch(line) else line
        for line in text.split("\n")
    )


@cache
def environment(*, markdown: bool = True) -> "ImmutableSandboxedEnvironment":
    from jinja2 import ChainableUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    sandbox = ImmutableSandboxedEnvironment(
        undefined=ChainableUndefined,
        finalize=_printer(markdown=markdown),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    sandbox.globals.clear()
    sandbox.filters = {
        "day": _of_layout("day_in_figures"),
        "day_words": _of_layout("day_in_words"),
        "upper": _unless_missing(str.upper),
        "first_upper": _unless_missing(lambda text: text[:1].upper() + text[1:]),
        "first_lower": _unless_missing(_first_lower),
        "clause": _unless_missing(lambda text: text.rstrip(" .,;:")),  # a full stop follows in the template
        "two_digits": _unless_missing(lambda number: f"{number:02d}"),
        "count": _unless_missing(len),
        "entries": _unless_missing(_entries),
        "series": _unless_missing("; ".join),
        "paragraphs": _unless_missing(_paragraphs) if markdown else _unless_missing(str),
    }
    return sandbox


def _printer(*, markdown: bool) -> Callable[..., str]:
    """Prints a value, or the blank for a missing one, whose name it keeps."""
    from jinja2 import Undefined, pass_context

    @pass_context
    def printed(context: "Context", value: object) -> str:
        if isinstance(value, Undefined):
            context[MISSING][value._undefined_name] = None  # noqa: SLF001 - the name has no other door
            return str(context[LAYOUT].blank)
        if isinstance(value, (list, tuple)):
            value = ("; " if markdown else "\n").join(map(str, value))
        return escaped(str(value)) if markdown and not isinstance(value, _Paragraphs) else str(value)

    return printed


def _first_lower(text: str) -> str:
    """The text as it goes on in a sentence: small, but for an abbreviation or a name of two words."""
    first, _, rest = text.partition(" ")
    named = rest[:1].isupper() or first[1:] != first[1:].lower()
    return text if named else text[:1].lower() + text[1:]


class _Paragraphs(str):
    """Paragraphs of Markdown, their marks made plain already."""

    __slots__ = ()


def _paragraphs(text: object) -> _Paragraphs:
    """What was typed, each of its lines a paragraph of its own."""
    return _Paragraphs("\n\n".join(escaped(line) for line in str(text).split("\n") if line.strip()))


def _unless_missing(change: Callable[[Any], object]) -> Callable[[object], object]:
    from jinja2 import Undefined

    return lambda value: value if isinstance(value, Undefined) else change(value)


def _of_layout(method: str) -> Callable[..., object]:
    from jinja2 import Undefined, pass_context

    @pass_context
    def worded(context: "Context", value: object) -> object:
        return value if isinstance(value, Undefined) else getattr(context[LAYOUT], method)(value)

    return worded
