"""What is to be paid: the list for who pays, and the file for the finance system."""

from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from openpyxl import Workbook

from core import clocks
from core.imports.report import as_table, guarded
from core.imports.templates import XLSX
from core.whole_council import WholeCouncilView
from core.workbench import Screen
from panels.selectors import claims as selectors
from panels.services import claims_paying as paying

LABEL = "Claims"


class ToPay(Screen):
    """What finance has to pay: name, code, sum, panel, cost code. Nothing of what members said or need."""

    right = selectors.PAY
    template_name = "panels/staff/to_pay.html"
    page_title = "To pay"
    header_icon = "form"
    up = ((LABEL, reverse_lazy("claims:index")),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the list."""
        found = selectors.to_pay(self.me, self.today)
        return super().get_context_data(found=found, total=sum(one.claim.agreed for one in found), **kwargs)


class Export(WholeCouncilView):
    """The list for the finance system, as a workbook or a table: no cell can become a formula, and each claim in it is in the trail."""

    right = selectors.PAY
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand it over, marked: what it is, of which day, and when to destroy it."""
        today = clocks.today()
        rows = paying.export(by=self.me, today=today)
        mark = [f"Personal data of panel members. Made on {today:%-d %B %Y}. Destroy it when the payments are made."]
        if request.POST.get("as") == "xlsx":
            return download(_workbook([list(paying.HEADS), *rows, mark]), XLSX, f"claims-{today}.xlsx")
        table = "".join(as_table(paying.HEADS, [*rows, mark]))
        return download(table.encode(), "text/csv; charset=utf-8", f"claims-{today}.csv")


def _workbook(rows: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("To pay")
    for row in rows:
        sheet.append([guarded(cell) for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file that no browser shows or keeps."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response
