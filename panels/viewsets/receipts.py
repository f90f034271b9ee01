"""The receipts of a claim: opened one at a time, and taken away where one was the wrong one."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.gate import row_or_404
from panels.models import ClaimReceipt
from panels.selectors import claims as selectors
from panels.services import claims as services
from panels.services import claims_paying as paying
from panels.viewsets.one_claim import OfClaim
from panels.viewsets.to_pay import download

TYPES = {"jpg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}


class _OfReceipt(OfClaim):
    """An act on one receipt, by POST alone. For who only pays there is none."""

    http_method_names = ["post"]
    changes = True

    def found(self, receipt: UUID) -> ClaimReceipt:
        """Return a receipt of this claim, for who reads its words."""
        rows = ClaimReceipt.objects.filter(claim=self.row) if selectors.may_read_words(self.me, self.row) else ClaimReceipt.objects.none()
        found: ClaimReceipt = row_or_404(rows.select_related("claim__membership__panel"), receipt)
        return found


class OpenReceipt(_OfReceipt):
    """A receipt, as a download: so that no browser or proxy keeps it, and each look is written down."""

    def is_looking(self) -> bool:
        """It changes nothing."""
        return True

    def post(self, request: HttpRequest, pk: UUID, receipt: UUID) -> HttpResponse:
        """Hand it over."""
        found = paying.open_receipt(receipt=self.found(receipt), by=self.me)
        return download(found.content, TYPES[found.kind], f"receipt-{self.row.reference}.{found.kind}")


class RemoveReceipt(_OfReceipt):
    """It was the wrong one."""

    right = selectors.EDIT

    def post(self, request: HttpRequest, pk: UUID, receipt: UUID) -> HttpResponse:
        """Delete it, or say why not."""
        try:
            services.remove_receipt(receipt=self.found(receipt), by=self.me)
        except ValidationError as error:
            self.say_why_not(error)
        else:
            self.say("The receipt is deleted. Choose the right one with “Change it”.")
        return redirect("claims:one", pk=pk)


RECEIPTS: tuple[tuple[str, Any, str], ...] = (("", OpenReceipt, "receipt"), ("delete/", RemoveReceipt, "remove_receipt"))
