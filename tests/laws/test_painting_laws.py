"""Laws of painted text: paint takes no room, changes no sign, and is never an article's own."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.cli.colors import STYLES, paint_piece
from claimgraph.output.text import count_columns, write_table

CELLS = st.one_of(
    st.none(),
    st.integers(0, 10**9),
    st.text(max_size=30),
    st.sampled_from(
        ["\x1b[31mred\x1b[0m", "12–15+", "differ, over a period", "\x9b1m", "مرحبا", "東京都", ""]
    ),
)


@settings(max_examples=60)
@given(
    rows=st.lists(st.fixed_dictionaries({"a": CELLS, "b": CELLS, "c": CELLS}), max_size=5),
    width=st.integers(24, 90),
    kinds=st.dictionaries(st.sampled_from("abc"), st.sampled_from([*STYLES, "", "unknown"])),
)
def test_paint_takes_no_room(rows: list[dict[str, object]], width: int, kinds: dict[str, str]) -> None:
    """Without its codes a painted table is the plain one, line by line and as wide as asked."""
    plain = write_table(rows, ("a", "b", "c"), width=width)
    painted = write_table(
        rows,
        ("a", "b", "c"),
        width=width,
        paint=paint_piece,
        name_kind=lambda column, _: kinds.get(column, ""),
    )
    for code in {*STYLES.values(), "0"}:
        painted = painted.replace(f"\x1b[{code}m", "")
    assert painted == plain
    assert "\x1b" not in plain
    assert all(count_columns(line) <= width and not line.endswith(" ") for line in plain.splitlines())
