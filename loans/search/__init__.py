"""Finds published versions by words, in Swedish and in English.

A text is parted into `words`; `forms` knows what they are forms and compounds of. `index` writes
down which version has which word in which of its `fields`. A `question` is what somebody types,
`vocabulary` the words that it may mean, and `matching` finds the versions that answer it.
"""
