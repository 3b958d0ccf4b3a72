"""Standard output and error: bytes as they are, text in what the stream can show."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from typing import TextIO

from claimgraph.model import Problem


def write_text(text: str, stream: TextIO) -> None:
    """Write text; characters that the stream's encoding lacks are written as escapes."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    write_bytes(text.encode(encoding, "backslashreplace"), stream, encoding=encoding)


def write_bytes(data: bytes, stream: TextIO, *, encoding: str = "utf-8") -> None:
    """Write bytes unchanged, also to a stream that takes only text, as in a notebook."""
    stream.flush()
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(data.decode(encoding, "backslashreplace"))
    else:
        buffer.write(data)
    stream.flush()


def write_data(data: bytes, stream: TextIO) -> None:
    """Write what is for machines, unchanged; but a terminal would obey what strangers put in it."""
    if not is_terminal(stream):
        write_bytes(data, stream)
        return
    from claimgraph.output.text import show_signs

    lines = data.decode("utf-8", "surrogatepass").split("\n")
    write_text("\n".join(show_signs(line.removesuffix("\r")) for line in lines), stream)


def is_terminal(stream: TextIO) -> bool:
    """Return whether a person reads the stream."""
    return bool(getattr(stream, "isatty", lambda: False)())


def report_problems(problems: Iterable[Problem], options: argparse.Namespace, *, articles: int) -> None:
    """Name each skipped input in one line of standard error, then how many there are; see ``--quiet``."""
    from claimgraph.output.text import count_nouns, show_signs

    if options.quiet:
        return

    count = 0
    for problem in problems:
        count += 1
        say(show_signs(str(problem)))
    if count:
        say(f"{count_nouns((count, 'problem'))}; {count_nouns((articles, 'article'))} read")


def say(message: str) -> None:
    """Write one line to standard error."""
    write_text(f"claimgraph: {message}\n", sys.stderr)


def remark(message: str, options: argparse.Namespace) -> None:
    """Say what is no error, unless ``--quiet`` is given."""
    if not options.quiet:
        say(message)


def close_quietly() -> None:
    """Let the rest of the output go nowhere, so that the end of a broken pipe says nothing."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass
