"""Measure extraction and linking against claims marked by hand, and compare with the floors.

python tests/gold/measure.py [--raise] [--errors]

prints the figures beside the floors; --raise lifts the floors, --errors lists what is wrong in the examples.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

from claimgraph.cli import main as run_claimgraph

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
SHARED = Path(os.environ.get("CLAIMGRAPH_SHARED") or REPOSITORY.parent / "shared")
BASELINE = HERE / "baseline.toml"

Row = dict[str, Any]
Figures = dict[str, float]


# --- the corpora beside the repository: their own scorer ------------------------------------------

EXAMPLES = [REPOSITORY / "examples" / name for name in ("articles", "articles_us")]

# articles, and the claims marked in them: by others, below SHARED, or by us, in this folder
CORPORA = {
    "seeds": (SHARED / "corpus/seeds.jsonl", SHARED / "gold/seeds.jsonl"),
    "dev": (SHARED / "corpus/fakes-dev.jsonl", SHARED / "gold/dev.jsonl"),
    "us-dev": (SHARED / "corpus/us-dev.jsonl", SHARED / "gold/us-dev.jsonl"),
    "airwars-dev": (SHARED / "corpus/airwars-dev.jsonl", SHARED / "gold/airwars-dev.jsonl"),
    "fakes-own": (SHARED / "corpus/fakes-dev.jsonl", HERE / "marks/fakes.jsonl"),
    "fakes-unread": (SHARED / "corpus/fakes-dev.jsonl", HERE / "marks/fakes-unread.jsonl"),
    "us-own": (SHARED / "bench/us_incidents_dev.jsonl", HERE / "marks/us-local.jsonl"),
    "airwars-own": (SHARED / "bench/airwars_dev.jsonl", HERE / "marks/airwars.jsonl"),
    "releases-own": (SHARED / "bench/isaf_dev.jsonl", HERE / "marks/releases.jsonl"),
    "world": (HERE / "world.articles.jsonl", HERE / "world.jsonl"),
    "world-unseen": (HERE / "world_unseen.articles.jsonl", HERE / "world_unseen.jsonl"),
}
LINKING = {"incidents_b3", "cross_article_pairs", "toll_tables"}
# What a mark of ours leaves out because it is so in most claims.
USUAL = {
    "source": None, "relay": [], "place": None, "place_in": None, "date": None, "date_end": None,
    "value": None,
    "value_high": None, "modifier": "exact", "group": None, "scope": "incident", "polarity": "asserted",
    "part_of": None, "incident": None,
}  # fmt: skip


def measure_corpus(name: str) -> Figures:
    """Return the figures of one corpus, by the scorer that lies beside the shared ones."""
    articles, gold = CORPORA[name]
    with tempfile.TemporaryDirectory() as folder:
        marks = {mark["id"]: mark for mark in map(json.loads, _read_lines(gold))}
        records = [json.loads(line) for line in _read_lines(articles)]
        chosen = [record for record in records if record["id"] in marks]
        source, found, full = (
            Path(folder) / name for name in ("articles.jsonl", "claims.jsonl", "gold.jsonl")
        )
        _write_rows(source, chosen)
        _write_rows(full, [_complete(marks[record["id"]], record) for record in chosen])
        write_claims([source], found)
        scorer = [sys.executable, str(SHARED / "gold" / "score.py"), str(full), str(found), "--json"]
        said = subprocess.run(scorer, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    figures = _flatten(json.loads(said))
    # Our own marks name events article by article: they say nothing of links.
    links = gold.is_relative_to(SHARED)
    return {name: value for name, value in figures.items() if links or name not in LINKING}


def _complete(mark: Row, record: Row) -> Row:
    """Give a mark of ours, which quotes nothing but numbers, the words that the scorer looks at."""
    claims = [USUAL | {"text": claim["number"]} | claim for claim in mark["claims"]]
    text = record["text"]
    denials = [{"text": text[d["start"] :][: d.get("length", 0)]} | d for d in mark["denials"]]
    return mark | {"claims": claims, "denials": denials}


def _write_rows(path: Path, rows: Iterable[Row]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_claims(articles: Iterable[Path], target: Path) -> None:
    """Run `claimgraph claims` over articles."""
    code = run_claimgraph(["claims", *map(str, articles), "-o", str(target)])
    if code:
        raise RuntimeError(f"claimgraph claims ended with {code}")


def _read_lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _flatten(score: Mapping[str, Any]) -> Figures:
    """Pick the figures that have floors."""
    figures = {name: score[name]["f1"] for name in ("detect", "full_claim", "denials", "incidents_b3")}
    figures |= {name: score[name]["f1"] for name in ("cross_article_pairs", "toll_tables")}
    figures |= {field: right["acc"] for field, right in score["fields"].items() if right["acc"] is not None}
    if score["part_of"]["acc"] is not None:
        figures["part_of"] = score["part_of"]["acc"]
    return figures


# --- the example articles of this repository: a small scorer of our own ---------------------------


def measure_examples() -> Figures:
    """Return the figures of the shipped example articles."""
    return score_rows(_read_example_marks(), _read_example_rows(), read_example_texts())


def _read_example_marks() -> list[Row]:
    return [json.loads(line) for line in _read_lines(HERE / "examples.jsonl")]


def _read_example_rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "claims.jsonl"
        write_claims(EXAMPLES, found)
        return [json.loads(line) for line in _read_lines(found)]


def read_example_texts() -> dict[str, str]:
    """Return the text of each example article by its id, as the library reads it."""
    import claimgraph as cg

    return {_stem(article.id): article.text for article in cg.read_articles(EXAMPLES)}


def list_example_errors() -> list[str]:
    """Say what is wrong in the example articles: claims missed or read wrongly, and rows too many."""
    errors = []
    texts, rows = read_example_texts(), _read_example_rows()
    for article in _read_example_marks():
        name = article["id"]
        mentions = _spread(row for row in rows if _stem(row["article"]) == name and row["measure"])
        pairs = _pair(article["claims"], mentions, texts[name])
        for claim in article["claims"]:
            row = pairs.get(claim["id"])
            if not claim.get("optional"):
                wrong = find_wrong_fields(claim, row) if row else ["missed"]
                details = ", ".join(f"{field} {row[field]!r}" if row else field for field in wrong)
                errors += [f"{name}: {claim['text']!r}: {details}"] if wrong else []
        taken = [row["id"] for row in pairs.values()]
        errors += [f"{name}: {row['text']!r} is too many" for *_, row in mentions if row["id"] not in taken]
    return errors


def _stem(article: str) -> str:
    return PurePath(article).name.removesuffix(".txt")


def score_rows(gold: Iterable[Row], rows: Iterable[Row], texts: Mapping[str, str]) -> Figures:
    """Score rows of the claim table against marked articles; all figures lie between 0 and 1."""
    by_article = defaultdict(list)
    for row in rows:
        by_article[_stem(row["article"])].append(row)
    counts: Counter[str] = Counter()
    labels, found = {}, {}
    for article in gold:
        mentions = _spread(row for row in by_article[article["id"]] if row["measure"])
        pairs = _pair(article["claims"], mentions, texts[article["id"]])
        _count_claims(article["claims"], pairs, mentions, counts)
        _count_denials(article["denials"], by_article[article["id"]], texts[article["id"]], counts)
        for claim in article["claims"]:
            if not claim.get("optional"):
                labels[article["id"], claim["id"]] = claim["incident"]
                row = pairs.get(claim["id"])
                found[article["id"], claim["id"]] = row["incident"] if row else None
    wrong = counts["found"] - counts["whole"]
    return {
        "detect": _f1(counts["found"], counts["spurious"], counts["missed"]),
        "full_claim": _f1(counts["whole"], wrong + counts["spurious"], wrong + counts["missed"]),
        "part_of": counts["part"] / counts["parts"],
        "denials": _f1(counts["denied"], counts["denial_spurious"], counts["denial_missed"]),
        "incidents_b3": _score_incidents(labels, found),
    }


def _spread(rows: Iterable[Row]) -> list[tuple[int, int, Row]]:
    return [(start, end, row) for row in rows for start, end in row["spans"]]


def _pair(claims: list[Row], mentions: list[tuple[int, int, Row]], text: str) -> dict[str, Row]:
    """Give each marked claim the first free row that overlaps its number and has its measure."""
    pairs: dict[str, Row] = {}
    taken = set()
    for claim in claims:
        start, end = locate(claim, text)
        for index, (left, right, row) in enumerate(mentions):
            if index not in taken and left < end and start < right and row["measure"] == claim["measure"]:
                taken.add(index)
                pairs[claim["id"]] = row
                break
    return pairs


def locate(claim: Row, text: str) -> tuple[int, int]:
    """Return where the number of a marked claim stands in the article."""
    tail = claim["text"][claim["text"].index(claim["number"]) :]
    start = text.index(claim["before"] + tail) + len(claim["before"])
    return start, start + len(claim["number"])


def _count_claims(
    claims: list[Row], pairs: Mapping[str, Row], mentions: list[tuple[int, int, Row]], counts: Counter[str]
) -> None:
    for claim in claims:
        row = pairs.get(claim["id"])
        if claim.get("optional"):
            continue
        counts["found" if row else "missed"] += 1
        counts["whole"] += row is not None and not find_wrong_fields(claim, row)
        if claim["part_of"]:
            counts["parts"] += 1
            whole = pairs.get(claim["part_of"])
            counts["part"] += bool(row and whole and row["part_of"] == whole["id"])
    counts["spurious"] += len(mentions) - len(pairs)


def find_wrong_fields(claim: Row, row: Row) -> list[str]:
    """Return the fields of a row that are not as marked."""
    checks = {
        field: _allowed(claim, field, row[field])
        for field in ("value", "modifier", "source", "place", "scope")
    }
    checks["polarity"] = row["polarity"] == claim["polarity"]
    if claim["date"] and claim["scope"] == "incident":
        checks["date"] = claim["date"] <= (row["date"] or "") <= (claim["date_end"] or claim["date"])
    return [field for field, right in checks.items() if not right]


def _allowed(claim: Row, field: str, value: object) -> bool:
    return value in (claim[field], *claim.get(f"{field}_alt", ()))


def _count_denials(denials: list[Row], rows: list[Row], text: str, counts: Counter[str]) -> None:
    left = [row for row in rows if not row["measure"]]
    for denial in denials:
        start = text.index(denial["text"])
        end = start + len(denial["text"])
        for row in left:
            if _allowed(denial, "source", row["source"]) and any(
                a < end and start < b for a, b in row["spans"]
            ):
                counts["denied"] += 1
                left.remove(row)
                break
        else:
            counts["denial_missed"] += 1
    counts["denial_spurious"] += len(left)


def _f1(right: int, spurious: int, missed: int) -> float:
    return 2 * right / (2 * right + spurious + missed) if right else 0.0


def _score_incidents(labels: Mapping[Any, str], found: Mapping[Any, str | None]) -> float:
    """Return the B-cubed F1 of incidents; a claim that was not found is an incident of its own."""
    group = {key: found[key] or key for key in labels}
    precision = recall = 0.0
    for key, label in labels.items():
        together = {other for other in labels if group[other] == group[key]}
        same = {other for other, theirs in labels.items() if theirs == label}
        precision += len(together & same) / len(together)
        recall += len(together & same) / len(same)
    precision, recall = precision / len(labels), recall / len(labels)
    return 2 * precision * recall / (precision + recall)


# --- floors ---------------------------------------------------------------------------------------


def load_floors() -> dict[str, Figures]:
    """Return the floors by corpus and figure."""
    return tomllib.loads(BASELINE.read_text(encoding="utf-8"))


def measure(name: str) -> Figures:
    """Return the figures of ``"examples"`` or of a shared corpus."""
    return measure_examples() if name == "examples" else measure_corpus(name)


def write_floors(floors: Mapping[str, Figures]) -> None:
    """Write the floors, three digits, never rounded up."""
    head = BASELINE.read_text(encoding="utf-8").split("\n[")[0]
    parts = [head.rstrip() + "\n"]
    for name, figures in floors.items():
        lines = [f"{figure} = {math.floor(value * 1000) / 1000:.3f}" for figure, value in figures.items()]
        parts.append(f"[{name}]\n" + "\n".join(lines) + "\n")
    BASELINE.write_text("\n".join(parts), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Print every figure beside its floor; lift the floors if asked to."""
    floors = load_floors()
    for name in ("examples", *CORPORA):
        if name != "examples" and not SHARED.is_dir():
            print(f"{name}: not here")
            continue
        below = floors.setdefault(name, {})
        for figure, value in measure(name).items():
            print(f"{name:12} {figure:20} {value:.3f}  floor {below.get(figure, 0.0):.3f}")
            below[figure] = max(value, below.get(figure, 0.0))
    if "--errors" in arguments:
        print("\n".join(list_example_errors()))
    if "--raise" in arguments:
        write_floors(floors)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
