"""Nouns as plain records (dicts of strings, numbers and lists) and back, coercing nothing.

cattrs alone turns ``5`` into ``"5"`` and the text ``"abc"`` into three strings; a file of figures
must rather be refused.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum, StrEnum
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

import attrs

from claimgraph import model
from claimgraph.errors import FormatError
from claimgraph.model import Span, Term, share_term

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")
Record = dict[str, Any]

_NO_JSON_NUMBER = {"inf": float("inf"), "-inf": float("-inf"), "nan": float("nan")}


def build_record(noun: object) -> Record:
    """Return a noun as a plain record that JSON can hold; fields at their default are left out.

    Spans are ``[start, end]``, terms ``[word, rarity, times]``, days ISO text, enumerations their value; a
    number that JSON does not have is the text ``"inf"``, ``"-inf"`` or ``"nan"``.

    Args:
        noun: An instance of a class of `claimgraph.model`.
    """
    record: Record = load_converter().unstructure(noun)
    return record


def read_record(record: object, noun: type[T], *, where: str) -> T:
    """Build a noun from the record that `build_record` gave.

    Args:
        record: A record as JSON gives it.
        noun: The class to build.
        where: File and line, for the text of an error.

    Raises:
        FormatError: A value has the wrong type, a field is missing or unknown.
    """
    from cattrs import BaseValidationError, transform_error

    try:
        return load_converter().structure(record, noun)
    except (BaseValidationError, TypeError, ValueError) as error:
        reasons = "; ".join(transform_error(error, path=noun.__name__.lower(), format_exception=_say))
        raise FormatError(f"{where}: {reasons:.1000}") from None
    except RecursionError:
        raise FormatError(f"{where}: the record is nested too deeply") from None


def _say(error: BaseException, kind: type | None) -> str:
    if isinstance(error, KeyError):
        return f"required field {error} is missing"
    said = str(error) or type(error).__name__
    # Names of unknown fields come from the file and may hold what a terminal obeys.
    return said if said.isprintable() else ascii(said)[1:-1]


@lru_cache(maxsize=1)
def load_converter() -> Converter:
    """Return the converter between nouns and records, built once; cattrs is imported with it."""
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn

    converter = Converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_structure_hook_factory(attrs.has, lambda noun: _structure_noun(noun, converter))
    converter.register_unstructure_hook_factory(
        attrs.has, lambda noun: make_dict_unstructure_fn(noun, converter, _cattrs_omit_if_default=True)
    )
    for plain in (str, int, float, bool):
        converter.register_structure_hook(plain, _STRICT[plain])
    converter.register_unstructure_hook(float, lambda x: x if isfinite(x) else str(float(x)))
    converter.register_structure_hook(date, _read_date)
    converter.register_unstructure_hook(date, lambda day: day.isoformat())
    for kind in filter(_is_enum, vars(model).values()):
        # One by one: without a hook of its own a StrEnum falls to the one of `str` and stays text.
        converter.register_structure_hook(kind, _structure_enum(kind))
    converter.register_structure_hook(Span, _read_span)
    converter.register_unstructure_hook(Span, list)
    converter.register_structure_hook(Term, _read_term)
    converter.register_unstructure_hook(Term, list)
    converter.register_structure_hook_factory(_is_collection, lambda kind: _structure_list(kind, converter))
    return converter


def _structure_noun(noun: type[Any], converter: Converter) -> Callable[[Any, Any], Any]:
    from cattrs.gen import make_dict_structure_fn

    read = make_dict_structure_fn(
        noun, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )

    def read_noun(record: Any, kind: Any) -> Any:
        if not isinstance(record, dict):
            raise ValueError(f"a record is expected, not {record!r:.80}")
        return read(record, kind)

    return read_noun


def _strict(kind: type) -> Callable[[Any, Any], Any]:
    def read_plain(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{kind.__name__} is expected, not {value!r:.80}")
        return value

    return read_plain


def _read_float(value: Any, _: Any) -> float:
    if isinstance(value, str) and value in _NO_JSON_NUMBER:
        return _NO_JSON_NUMBER[value]
    if type(value) not in (int, float):
        raise ValueError(f"a number is expected, not {value!r:.80}")
    return value  # type: ignore[no-any-return]


_STRICT = {str: _strict(str), int: _strict(int), bool: _strict(bool), float: _read_float}


def _read_date(value: Any, _: Any) -> date:
    # fromisoformat also takes "20180321" and week dates, which we never write.
    if not isinstance(value, str) or len(value) != 10 or value[4] != "-" or value[7] != "-":
        raise ValueError(f"a day like 2018-03-21 is expected, not {value!r:.80}")
    return date.fromisoformat(value)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum) and kind is not StrEnum


def _structure_enum(kind: type[Enum]) -> Callable[[Any, Any], Enum]:
    members = {member.value: member for member in kind}

    def read_enum(value: Any, _: Any) -> Enum:
        if not isinstance(value, str) or value not in members:
            raise ValueError(f"one of {', '.join(members)} is expected, not {value!r:.80}")
        return members[value]

    return read_enum


def _read_span(value: Any, _: Any) -> Span:
    if not isinstance(value, list) or len(value) != 2 or any(type(end) is not int for end in value):
        raise ValueError(f"a span [start, end] is expected, not {value!r:.80}")
    return Span(*value)


def _read_term(value: Any, _: Any) -> Term:
    if not isinstance(value, list) or len(value) != 3:
        raise ValueError(f"a term [word, rarity, times] is expected, not {value!r:.80}")
    word, rarity, times = value
    if type(word) is str and type(rarity) is float and type(times) is int:
        return share_term(word, rarity, times)  # what it nearly always is, told quickly
    return share_term(_STRICT[str](word, str), _read_float(rarity, float), _STRICT[int](times, int))


def _is_collection(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _structure_list(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    build, element = get_origin(kind), get_args(kind)[0]
    read = converter.get_structure_hook(element)
    is_plain = element in (str, int)

    def read_list(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError(f"a list is expected, not {value!r:.80}")
        if is_plain and all(type(item) is element for item in value):
            return build(value)
        return build(read(item, element) for item in value)

    return read_list


__all__ = ["Record", "build_record", "load_converter", "read_record"]
