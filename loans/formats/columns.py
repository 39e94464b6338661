"""The columns of every file of projects: one table, from which CSV, XLSX, JSON, GeoJSON and the
data dictionary are made.

To let one more value out, add an entry to `people` or `machines`.
"""

from loans.formats.machines import KEYS
from loans.formats.people import ENGLISH, FIRST

COLUMNS = [*FIRST, *ENGLISH, *KEYS]

BY_NAME = {column.name: column for column in COLUMNS}
