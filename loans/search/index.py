"""Writes the index of search: which words each published version has, and where.

`add` belongs to the transaction that writes the versions; `rebuild` makes all anew.
"""

from collections.abc import Callable, Iterable, Iterator

from loans.models.search import SearchFind, SearchWord
from loans.models.versions import PublishedVersion
from loans.search import exceptions, forms
from loans.search.fields import Passage, passages
from loans.search.words import plain, tidy, words_in

BLOCK = SearchFind.BLOCK
BATCH = 500
LONGEST = SearchWord._meta.get_field("word").max_length

Spelling = tuple[str, str]
"""A word and its language."""


def words_of(content: dict) -> set[tuple[Spelling, int]]:
    """Every word that a version can be found by, with the ranks of the fields that have it."""
    return {
        ((spelling, passage.language), int(passage.field.rank))
        for passage in passages(content)
        for word in words_in(tidy(passage.text))
        for spelling in word.spellings
        if is_found(spelling, passage)
    }


def is_found(spelling: str, passage: Passage) -> bool:
    """Whether a word that stands in a passage can be found there."""
    if len(spelling) > LONGEST:
        return False
    return passage.field.is_name or spelling not in exceptions.SMALL[passage.language]


def text_of(content: dict) -> str:
    """All that is searched as words alone, a line for each text: where phrases are found."""
    return "\n".join(dict.fromkeys(plain(passage.text) for passage in passages(content)))


def add(versions: Iterable[PublishedVersion]) -> None:
    """Takes new versions up. Costs four queries, more on SQLite where many rows are new, and about
    0.3 ms for each word that no version had before. Called under the register's lock: two writers
    would lose each other's."""
    blocks: dict[tuple[Spelling, int, int], int] = {}
    for version in versions:
        block, bit = divmod(version.pk, BLOCK)
        for spelling, rank in words_of(version.content):
            key = spelling, rank, block
            blocks[key] = blocks.get(key, 0) | 1 << bit
    words = _known({spelling for spelling, _rank, _block in blocks})
    _write(
        {(words[spelling], rank, block): bits for (spelling, rank, block), bits in blocks.items()}
    )


def rebuild(progress: Callable[[int, int], None]) -> int:
    """Makes the index anew from all versions ever published, whose number it returns. For when
    the rules have changed that words are found by. Called under the register's lock."""
    SearchFind.objects.all().delete()
    _read_anew()
    total, done = PublishedVersion.objects.count(), 0
    for batch in _batches():
        for version in batch:
            if version.search_text != (text := text_of(version.content)):
                PublishedVersion.objects.filter(pk=version.pk)._alter(search_text=text)
        add(batch)
        done += len(batch)
        progress(done, total)
    return total


def _read_anew() -> None:
    """What the words are forms of. They keep their keys: who searches meanwhile has read them."""
    fields = ["bases", "parts"]
    changed = []
    for row in SearchWord.objects.iterator(chunk_size=BATCH):
        new = _word(row.word, row.language)
        if any(getattr(row, name) != getattr(new, name) for name in fields):
            row.bases, row.parts = new.bases, new.parts
            changed.append(row)
    SearchWord.objects.bulk_update(changed, fields, batch_size=BATCH)


def _batches() -> Iterator[list[PublishedVersion]]:
    last = 0
    rows = PublishedVersion.objects.only("pk", "content", "search_text").order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _known(spellings: set[Spelling]) -> dict[Spelling, int]:
    """The keys of words, which are written where they are new."""
    found = _stored(spellings)
    new = [_word(*spelling) for spelling in sorted(spellings - found.keys())]
    SearchWord.objects.bulk_create(new)
    return found | {(row.word, row.language): row.pk for row in new}


def _stored(spellings: set[Spelling]) -> dict[Spelling, int]:
    rows = SearchWord.objects.filter(word__in={word for word, _language in spellings})
    return {
        (word, language): pk for pk, word, language in rows.values_list("pk", "word", "language")
    }


def _word(word: str, language: str) -> SearchWord:
    return SearchWord(
        word=word,
        language=language,
        bases=" ".join(sorted(forms.bases(word, language))),
        parts=" ".join(sorted(forms.parts(word, language))),
    )


def _write(found: dict[tuple[int, int, int], int]) -> None:
    """Adds to what the blocks have already."""
    words = {word for word, _rank, _block in found}
    blocks = {block for _word, _rank, block in found}
    known = SearchFind.objects.filter(word__in=words, block__in=blocks)
    for *key, versions in known.values_list("word", "rank", "block", "versions"):
        if tuple(key) in found:
            found[tuple(key)] |= int.from_bytes(versions, "little")
    SearchFind.objects.bulk_create(
        (
            SearchFind(word_id=word, rank=rank, block=block, versions=_bytes(bits))
            for (word, rank, block), bits in found.items()
        ),
        update_conflicts=True,
        unique_fields=["block", "word", "rank"],
        update_fields=["versions"],
    )


def _bytes(bits: int) -> bytes:
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")
