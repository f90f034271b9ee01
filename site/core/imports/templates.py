"""The empty table to fill in: our headings, and one row that shows how. It is passed by when it comes back first and unchanged."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

from core.imports.records import Column

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(columns: Sequence[Column]) -> bytes:
    """Return the table as CSV with a mark that Excel knows UTF-8 by."""
    out = io.StringIO()
    csv.writer(out).writerows([[column.heading for column in columns], [column.example for column in columns]])
    return out.getvalue().encode("utf-8-sig")


def as_workbook(columns: Sequence[Column]) -> bytes:
    """Return the table as an Excel workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("List")
    for number, column in enumerate(columns):
        sheet.column_dimensions[chr(ord("A") + number)].width = max(14, len(column.heading) + 2, min(40, len(column.example) + 2))
    sheet.append([column.heading for column in columns])
    sheet.append([column.example for column in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
