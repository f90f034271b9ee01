"""The editor's form of every public page."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import BaseChooser

from core.row_numbers import row_number
from core.whole_forms import HalfAForm
from home.choices import LED_TO, NOT_SAID_WHOM
from home.models.images import HubImage

BELOW_THE_FRONT_PAGE = 3  # Wagtail's depth
HAS_NO_LAST_DAY = "Every page leads families here, so it has no last day. Take this one out, and change the page’s words when they are old."
KEEPS_ITS_ADDRESS = "Every page leads families to this address, in each language. It stays as it is: change the title instead."


class PageForm(WagtailAdminPageForm):
    """Takes only what arrived whole, and makes a new page as a draft."""

    def is_valid(self) -> bool:
        """Return whether it may be saved. Raises HalfAForm when a list inside came without its count, or a picture is no number."""
        if not all(rows.management_form.is_valid() for rows in self.formsets.values()):
            raise HalfAForm
        chosen = [self[name].data for name, field in self.fields.items() if isinstance(field.widget, BaseChooser)]
        if any(one and not row_number(one) for one in chosen):
            raise HalfAForm
        return bool(super().is_valid())

    def clean(self) -> dict[str, Any]:
        """Refuse another address for a page that every page leads to, which helps nobody who reads another language; and a last day.

        A picture of which nobody has said whether it shows people stays in the draft; in a stream its block says so.
        """
        before = self.instance.slug if self.instance.pk and self.instance.depth == BELOW_THE_FRONT_PAGE else ""
        cleaned: dict[str, Any] = super().clean()
        if before in LED_TO and cleaned.get("slug", before) != before:
            self.add_error("slug", KEEPS_ITS_ADDRESS)
        if before in LED_TO and cleaned.get("expire_at"):
            self.add_error("expire_at", HAS_NO_LAST_DAY)
        chosen = {name: one for name, one in cleaned.items() if isinstance(one, HubImage) and not one.shows}
        for name, image in chosen.items() if not self.is_deferred_validation else ():
            self.add_error(name, NOT_SAID_WHOM.format(title=image.title))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Return the page. A new one is hidden until a version of it is published: Wagtail shows it to families before it asks whether
        it may be (`before_publish_page`).
        """
        if self.instance.pk is None:
            self.instance.live = False
        return super().save(commit)
