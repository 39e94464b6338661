"""The index of search: every word of the published versions, and which versions have it where."""

from django.db import models


class SearchWord(models.Model):
    """A word as it stands in some version, in one language. `bases` are what it is a form of and
    `parts` what the pieces of a compound are forms of, with spaces between; see `search.forms`."""

    word = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    bases = models.TextField()
    parts = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "language"], name="search_word_once"),
        ]

    def __str__(self):
        return f"{self.word} ({self.language})"


class SearchFind(models.Model):
    """Which versions have a word in fields of some rank (`search.fields.Rank`), of one block of
    versions by primary key: bit i of `versions`, little-endian, is version `block * BLOCK + i`."""

    BLOCK = 1024

    word = models.ForeignKey(SearchWord, models.CASCADE, related_name="finds")
    rank = models.PositiveSmallIntegerField()
    block = models.PositiveIntegerField()
    versions = models.BinaryField()

    class Meta:
        constraints = [
            # Who publishes looks for many words of one block, who searches for all blocks of a few.
            models.UniqueConstraint(fields=["block", "word", "rank"], name="search_find_once"),
        ]

    def __str__(self):
        return f"{self.word_id} {self.rank} {self.block}"
