"""What tests let other processes do; such functions stand in a module that can be imported."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from claimgraph.extraction.findings import extract_accounts
from claimgraph.model import Account, Article


class OddError(Exception):
    """An error that cannot be sent to another process as it is."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second}")


def double(number: int) -> int:
    """Return twice a number."""
    return 2 * number


def stumble(number: int) -> int | Callable[[], int]:
    """Return twice a number, but for four numbers on which everything goes wrong."""
    if number == 3:
        raise ValueError("three is too many")
    if number == 11:
        os._exit(1)  # as a process ends that has no memory left, or crashes in compiled code
    if number == 13:
        raise OddError("one", "another")
    if number == 17:
        return lambda: number
    return 2 * number


def sleep_long(number: int) -> int:
    """Work for a minute, having said which process does."""
    Path(f"{os.getpid()}.pid").touch()
    time.sleep(60)
    return number


def tell_or_stumble(article: Article) -> Sequence[Account]:
    """Extract as claimgraph does, but raise of one article and end the process of another."""
    if article.id == "a3":
        raise ValueError("not this one")
    if article.id == "a5":
        os._exit(1)
    return extract_accounts(article)
