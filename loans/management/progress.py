"""A progress bar for long work, drawn on standard error where that is a terminal."""

import sys

WIDTH = 30


class Progress:
    """Called with how much is done of how much; silent where nobody watches.

    `with Progress("Importing") as progress: work(progress=progress)`
    """

    def __init__(self, label: str, stream=None):
        self.label = label
        self.stream = stream or sys.stderr
        self.drawn = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.drawn:
            self.stream.write("\r" + " " * len(self.drawn) + "\r")
            self.stream.flush()

    def __call__(self, done: int, total: int) -> None:
        if not self.stream.isatty() or not total:
            return
        bar = "#" * (WIDTH * done // total)
        line = f"{self.label} [{bar:<{WIDTH}}] {100 * done // total:3} %"
        if line != self.drawn:
            self.stream.write(f"\r{line}")
            self.stream.flush()
            self.drawn = line
