"""The columns of every file of projects: one table, from which CSV, XLSX, JSON, GeoJSON and the
data dictionary are made.

A column is named after what it holds:

- a bare name, such as `borrower`, `category`, `decided_on`: what an import reads under that name,
  be it a name, a key or a number;
- `…_name`, `…_names`: words for people, in the file's language where they have been translated;
- `…_en`: the English text of a project. The same name without it holds the Swedish one;
- `…_slug`, `…_kind`, `…_codes` and so on: a key or code of what comes before.

Facts come first, then texts, then keys: a reader of a sheet finds the amount within a window.

To let one more value out, add an entry to `people` or `machines`, and its name to `EXPORTED` of the
import, unless an import reads it.
"""

from loans.formats.machines import KEYS
from loans.formats.people import FACTS, TEXTS

COLUMNS = [*FACTS, *TEXTS, *KEYS]

BY_NAME = {column.name: column for column in COLUMNS}
