"""A selection as files: the same rows and the same columns, whatever the format.

`columns` is the one table of what stands in them, which the data dictionary repeats.
"""
