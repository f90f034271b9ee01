"""What the screens of one claim share."""

from typing import Any

from django.urls import reverse_lazy

from core.workbench import Screen
from panels.models import Claim
from panels.selectors import claims as selectors
from panels.viewsets.to_pay import LABEL


class OfClaim(Screen):
    """A screen of one claim."""

    model = Claim
    row: Claim
    right = selectors.VIEW
    header_icon = "form"
    up = ((LABEL, reverse_lazy("claims:index")),)

    def rows(self) -> Any:
        """Join what the page reads, of the claims that this person reads: who only pays opens nothing that is not agreed."""
        rows = selectors.shown_to(self.me).filter(pk__in=super().rows().order_by().values("pk"))
        return selectors.with_all(Claim.objects.filter(pk__in=rows.order_by().values("pk")))

    def get_page_title(self) -> str:
        """Return its reference."""
        return str(self.row)
