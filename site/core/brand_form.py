"""The form of the look: colours that somebody could not read are refused on save, never in the preview, which says why in words."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from core import colours


class BrandForm(WagtailAdminModelForm):
    """Look and words, as an administrator changes them."""

    def clean(self) -> dict[str, Any]:
        """Refuse colours that cannot be read, each with the closest shade that works."""
        cleaned: dict[str, Any] = super().clean()
        brand, link = (str(cleaned.get(name, "")).lower() for name in ("brand_colour", "link_colour"))
        if not (colours.is_colour(brand) and colours.is_colour(link)):
            return cleaned  # the field's own check has said so
        cleaned["brand_colour"], cleaned["link_colour"] = brand, link
        if not self.is_deferred_validation:  # a refusal here would switch the preview off
            self._refuse("brand_colour", colours.why_not_brand(brand))
            self._refuse("link_colour", colours.why_not_link(link, brand=brand))
        return cleaned

    def _refuse(self, field: str, reasons: list[str]) -> None:
        for reason in reasons:
            self.add_error(field, reason)
