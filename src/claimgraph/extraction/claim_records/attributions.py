"""Who a row says states its figure: names of the registry, so that an alias is the same source as ours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from claimgraph.extraction.claim_records.cells import read_flag, read_kind, read_text, read_texts
from claimgraph.extraction.claim_records.columns import Fields
from claimgraph.extraction.sentences import Sentence, split_sentences
from claimgraph.extraction.sources import (
    SourceTables,
    fit_context,
    load_sources,
    make_id,
    make_source,
    name_publisher,
    name_source,
)
from claimgraph.extraction.tokens import split_tokens
from claimgraph.lexicon import Lexicon
from claimgraph.model import Attribution, Source, Stance


def read_attribution(
    fields: Fields, *, publisher: str | None, words: Sequence[str], lexicon: Lexicon
) -> Attribution:
    """Read who states the figure of a row, and who passed it on.

    Args:
        fields: ``source`` and ``relays`` by any name they are known under; without a source the
            article speaks in its own voice. ``origin`` with ``source_kind``, as our own table has them,
            are taken as they are.
        publisher: Who published the article; ends the chain.
        words: Texts that tell which conflict it is, and so whom "the army" or "civil defence" means.
        lexicon: The registry.
    """
    named = read_text(fields, "source")
    own_voice = named is None or read_flag(fields, "own_voice")
    paper = name_publisher(publisher, lexicon=lexicon)
    tables = _fit_tables(words, lexicon)
    chain = [_read_origin(fields, named, paper, tables)]
    chain += [_name(name, tables) for name in read_texts(fields, "relays")]
    chain.append(paper)
    told = tuple({source.id: source for source in chain if source is not None}.values())
    stance = read_kind(fields, "polarity", Stance) or Stance.ASSERTS
    return Attribution(chain=told, stance=stance, own_voice=own_voice, words=named)


def _fit_tables(words: Sequence[str], lexicon: Lexicon) -> SourceTables:
    sentences = [sentence for text in words for sentence in _split(text, lexicon)]
    return fit_context(load_sources(lexicon), sentences)


@lru_cache(maxsize=256)
def _split(text: str, lexicon: Lexicon) -> tuple[Sentence, ...]:
    return split_sentences(text, lexicon=lexicon)


def _read_origin(
    fields: Fields, named: str | None, paper: Source | None, tables: SourceTables
) -> Source | None:
    id, kind = read_text(fields, "origin"), read_text(fields, "source_kind")
    if id is None or kind is None:
        return None if named is None else _name(named, tables)
    if named is not None:
        return Source(id=id, name=named, kind=kind, party=read_text(fields, "source_party"))
    # The agency of a credit line, or the publisher itself.
    return paper if paper is not None and paper.id == id else tables.by_id.get(id)


def _name(name: str, tables: SourceTables) -> Source:
    """Return the source of a name: of the registry, else as a text that has these words would name it."""
    tokens = split_tokens(name)
    known = tables.by_name.get(name) or tables.by_id.get(make_id(name))
    spelled = tuple(token.lower for token in tokens)
    if known is not None and not any((spelled, known.name) in one.aliases for one in tables.conflicts):
        return known
    found = name_source(tokens, tables)
    return found if found is not None else make_source(name, "unnamed")


__all__ = ["read_attribution"]
