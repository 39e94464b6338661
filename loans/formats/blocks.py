"""How a file is sent: in blocks, however many rows it has, each made when it is wanted."""

from collections.abc import Iterable, Iterator

from django.utils.translation import override

BLOCK = 64 * 1024
"""Characters: large enough that sending costs little, small enough that memory stays flat."""


def in_blocks(texts: Iterable[str]) -> Iterator[bytes]:
    """The same text in UTF-8, in blocks of about BLOCK."""
    waiting, size = [], 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= BLOCK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting).encode()


def in_language(language: str, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same blocks, each made while `language` is active.

    A file is made after its request has been answered, when its language is active no longer.
    """
    blocks = iter(blocks)
    while True:
        with override(language):
            block = next(blocks, None)
        if block is None:
            return
        yield block
