"""Templates and what stands around their markup: style, script and the policy that lets nothing else in.

Whatever a template is given is escaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b, sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from claimgraph.output.highlights import OTHER, STYLES
from claimgraph.output.markup import Html, escape_attribute, show_text

if TYPE_CHECKING:
    import jinja2

HERE = Path(__file__).parent


def allow_hashes(script: str, styles: list[str]) -> str:
    """Return the content-security policy of a page that holds its script and its styles itself."""
    return _write_policy(_hash(script), " ".join(map(_hash, styles)))


def allow_nonce(nonce: str) -> str:
    """Return the content-security policy of a page whose script and style lie beside it.

    ``'self'`` would not do: for a page opened from a disk it means every file of the disk in one
    browser and none in another. A nonce names the very elements.
    """
    return _write_policy(f"'nonce-{nonce}'", f"'nonce-{nonce}'")


def make_nonce(markup: bytes) -> str:
    """Return a nonce that no text within the markup can hold, as it depends on all of it."""
    return blake2b(markup, digest_size=16).hexdigest()


def _write_policy(scripts: str, styles: str) -> str:
    """Return the policy: nothing is allowed but these."""
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@lru_cache(maxsize=1)
def read_style() -> str:
    """Return the style sheet with the colours of marks, which are those of the notebook pictures."""
    marks = "".join(f".{kind} mark{{{style}}}\n" for kind, style in STYLES.items() if kind != OTHER)
    return read_asset("report.css") + marks


def read_asset(name: str) -> str:
    """Return a style sheet or script of the report."""
    return (HERE / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def load_templates() -> jinja2.Environment:
    """Return the templates; whatever they are given is escaped, and a name that is missing is an error."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finish,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["count"] = lambda number: f"{number:,}"
    environment.filters["attribute"] = escape_attribute
    return environment


def render(template: str, shared: Mapping[str, Any] = MappingProxyType({}), **values: Any) -> Html:
    """Return the markup that a template makes of values, those that pages share and its own."""
    return Html(load_templates().get_template(template).render(shared, **values))


def load_macro(template: str, name: str) -> Callable[..., Html]:
    """Return a macro of a template, to make many small pieces of markup with."""
    macro = getattr(load_templates().get_template(template).module, name)
    return lambda *values: Html(macro(*values))


def _finish(value: Any) -> Any:
    """Return what a template shows as markup that is safe; signs that cannot be seen get their number."""
    if value is None:
        return ""
    return value if hasattr(value, "__html__") else show_text(str(value))


__all__ = [
    "allow_hashes",
    "allow_nonce",
    "load_macro",
    "load_templates",
    "make_nonce",
    "read_asset",
    "read_style",
    "render",
]
