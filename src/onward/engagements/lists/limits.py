"""How large a list may be. Beyond these a file is refused, never read in part."""

BYTES = 10 * 1024 * 1024
ROWS = 5_000
COLUMNS = 200
CELL = 32_767
"""Characters in one cell: what a spreadsheet program itself allows."""

KEPT_TEXT = 200
"""Characters in a name, a job title or a department."""

TITLE_ROWS = 60
"""Rows with anything in them among which the header is looked for."""

UNPACKED_BYTES = 100 * 1024 * 1024
"""All parts of a workbook together, unpacked."""

UNPACKED_RATIO = 250
"""Unpacked to packed, of one part larger than 10 MB: sheets reach about 50, bombs a thousand."""

PARTS = 2_000
"""Files inside the workbook's archive."""
