"""Every pattern of the house, and the texts on which it may take longest.

A pattern is found where it is compiled or used: `record_patterns` listens while the modules are imported and
a little of everything is done, `list_sites` reads the sources, so that a test can tell what was never met.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]  # the parse tree has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
SOURCE = Path(next(iter(find_spec("claimgraph").submodule_search_locations)))  # type: ignore[union-attr,arg-type]
PAGE = (
    '<html lang="en-gb"><head><title>Fire</title><script type="application/ld+json">['
    '{"@type": "NewsArticle", "headline": "Fire", "datePublished": "2020-03-05"},'
    '{"@type": "NewsArticle", "headline": "Flood", "datePublished": "2020-03-06"}'
    "]</script></head><body><h1>Fire</h1><p>Two people died in a fire on Monday, police said.</p></body>"
)
METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
# Whatever stands many times in a text: blanks, letters, digits, marks, and pairs of them.
RUNS = (
    *" \t\n\r\u00a0aAzé1٣.,;:!?…-–—_'’\"“”()[]{}<>/|&#=\\\u0301\u202e😀",
    "a ", "A ", "1 ", "1,", "1.", "a.", "A.", ". ", " .", '" ', "a\n", "\n ", " \n", "\r\n", "a-", "a'", "<a",
    "<!", "&#", "[{", '""', "''", "Aa ", "1 a ", "said ", "a, ", "- ", " -", " | ", "(a", "\u0301a", "url:",
    "20", "/20",
)  # fmt: skip


class Found(NamedTuple):
    """A pattern, where it stands and how it is used."""

    pattern: re.Pattern[Any]
    file: str
    line: int
    methods: tuple[str, ...]


def list_sites() -> set[tuple[str, int]]:
    """Return file and line of each place that compiles or uses a pattern by `re`."""
    return {
        (str(file.relative_to(SOURCE)), node.lineno)
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in (*METHODS, "compile")
    }


def record_patterns() -> list[Found]:
    """Import everything and do a little of everything, and return the patterns that were met."""
    if any(name.startswith("claimgraph.") for name in sys.modules):
        raise RuntimeError("patterns are recorded while claimgraph is imported, which has happened")
    met: dict[tuple[str, int, str], Found] = {}
    plain = {name: getattr(re, name) for name in (*METHODS, "compile")}
    for name, function in plain.items():
        setattr(re, name, _listen(name, function, plain["compile"], met))
    try:
        _do_a_little()
    finally:
        for name, function in plain.items():
            setattr(re, name, function)
    return sorted(met.values(), key=lambda one: (one.file, one.line, str(one.pattern.pattern)))


def _listen(name: str, function: Any, compile_: Any, met: dict[tuple[str, int, str], Found]) -> Any:
    def listening(pattern: Any, *arguments: Any, **options: Any) -> Any:
        frame = sys._getframe(1)
        file = Path(frame.f_code.co_filename)
        if SOURCE in file.parents:
            where = str(file.relative_to(SOURCE))
            line = _find_call(file, frame.f_lineno)
            given = arguments if name == "compile" else ()
            made = pattern if isinstance(pattern, re.Pattern) else compile_(pattern, *given)
            used = (name,) if name != "compile" else _list_uses(file, line)
            met.setdefault((where, line, str(made.pattern)), Found(made, where, line, used))
        return function(pattern, *arguments, **options)

    return listening


def _find_call(file: Path, line: int) -> int:
    """Return the line on which the call that spans a line begins."""
    where = str(file.relative_to(SOURCE))
    return max((at for name, at in _SITES if name == where and at <= line), default=line)


def _list_uses(file: Path, line: int) -> tuple[str, ...]:
    """Return how a pattern that a module names is used; every way where that cannot be seen."""
    text = file.read_text(encoding="utf-8")
    named = re.match(r" *(\w+) ?= ?re\.compile", text.splitlines()[line - 1])
    name = named[1] if named else "cell"
    sources = [one.read_text(encoding="utf-8") for one in file.parent.glob("*.py")]
    uses = {use for one in sources for use in re.findall(rf"\b{name}\.({'|'.join(METHODS)})\b", one)}
    return tuple(sorted(uses)) or ("search",)


def _do_a_little() -> None:
    """Read, extract, link and write the examples of the repository in every way."""
    cg = importlib.import_module("claimgraph")
    for module in pkgutil.walk_packages(cg.__path__, "claimgraph."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    sys.path.insert(0, str(ROOT / "tests"))
    damages = importlib.import_module("damages")
    cli = importlib.import_module("claimgraph.cli")
    with tempfile.TemporaryDirectory() as folder:
        for at, reader in enumerate(damages.READERS.values()):
            path = Path(folder) / str(at) / reader.name
            path.parent.mkdir()
            path.write_bytes(reader.make())
            reader.read(path)
        examples = ROOT / "examples" / "articles"
        graph = cg.build_graph(cg.read_articles(examples))
        for name in ("g.jsonl", "g.gexf", "g.graphml", "g.xlsx", "g.html", "g.csv", "g.jsonld", "g.geojson"):
            if name.endswith("html"):
                cg.write_report(graph, Path(folder) / name)
            else:
                cg.save(graph, Path(folder) / name)
        cli.main(["summary", str(examples), "-o", str(Path(folder) / "said.txt")])
        page = Path(folder) / "page.html"
        page.write_text(PAGE, encoding="utf-8")
        cg.read_articles(page)
        cg.read_claims([{"article": "a", "value": 3, "relays": "SOHR; Reuters"}], articles=[])
        cg.extract_claims(cg.Article(id="a", text='"It was loud!" the mayor said. Two people died.'))


# -- texts --------------------------------------------------------------------------------------


class Shape(NamedTuple):
    """What a text is made of: something once, something as often as there is room, something at the end."""

    before: str
    unit: str
    end: str
    is_bytes: bool

    def write(self, size: int) -> Any:
        """Return the text of about so many characters, as bytes for a pattern that reads bytes."""
        text = self.before + self.unit * max(1, size // len(self.unit)) + self.end
        return text.encode("utf-8", "surrogatepass") if self.is_bytes else text


def list_shapes(pattern: re.Pattern[Any]) -> list[Shape]:
    """Return texts on which a pattern may go back and forth, each once."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    is_bytes = isinstance(pattern.pattern, bytes)
    return list(
        dict.fromkeys(
            Shape(before, unit, end, is_bytes)
            for before, item in (*_list_repeats(list(tree), ""), *(("", run) for run in RUNS))
            for unit in (item, item.strip() or item)
            for end in ("", "\0", "!", "x")
        )
    )


def _list_repeats(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each part that may be repeated, and something that it matches."""
    for at, (code, value) in enumerate(nodes):
        lead = before + _sample(nodes[:at])
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            item = _sample(list(value[2]))
            if item:
                yield lead, item
                yield "", item
                yield "", lead + item
            yield from _list_repeats(list(value[2]), lead)
        else:
            for inner in _list_inner(code, value):
                yield from _list_repeats(inner, lead)
    whole = before + _sample(nodes)
    if whole:
        yield "", whole


def _list_inner(code: Any, value: Any) -> list[list[Any]]:
    if code is codes.SUBPATTERN:
        return [list(value[3])]
    if code is codes.BRANCH:
        return [list(one) for one in value[1]]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [list(value[1])]
    return [list(value)] if code is codes.ATOMIC_GROUP else []


def _sample(nodes: list[Any]) -> str:
    """Return something that a sequence of nodes matches, as short as may be."""
    return "".join(_sample_node(code, value) for code, value in nodes)


def _sample_node(code: Any, value: Any) -> str:
    if code in (codes.LITERAL, codes.NOT_LITERAL):
        return chr(value) if code is codes.LITERAL else _choose_other({value})
    if code is codes.IN:
        return _sample_set(value)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _sample(list(value[2])) * max(1, min(value[0], 50))
    if code is codes.ANY:
        return "x"
    inner = _list_inner(code, value) if code not in (codes.ASSERT, codes.ASSERT_NOT) else []
    return _sample(inner[0]) if inner else ""


def _sample_set(members: list[Any]) -> str:
    """Return a sign of a set: a usual one, or the first that it names."""
    matcher = re.compile(_write_set(members))
    named = "".join(
        chr(value if code is codes.LITERAL else value[0])
        for code, value in members
        if code in (codes.LITERAL, codes.RANGE)
    )
    return next((sign for sign in f"a Ax1.,;-'\"<&|\n\t/:(“é{named}" if matcher.match(sign)), "a")


def _write_set(members: list[Any]) -> str:
    """Write a set of the parse tree as a pattern again."""
    names = {
        codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
        codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    parts = []
    for code, value in members:
        if code is codes.LITERAL:
            parts.append(re.escape(chr(value)))
        elif code is codes.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif code is codes.CATEGORY:
            parts.append(names[value])
    negated = "^" if members[0][0] is codes.NEGATE else ""
    return f"[{negated}{''.join(parts)}]"


def _choose_other(left_out: set[int]) -> str:
    return next(sign for sign in "ax1" if ord(sign) not in left_out)


_SITES = frozenset(list_sites())
