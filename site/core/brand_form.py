"""The form of the look: colours that somebody could not read are refused on save, never in the preview, which says why in words.

Saving it is in the audit trail by field, the urgent numbers among them: families ring those when somebody is not safe.
"""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from core import audit, colours, saves


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

    def save(self, commit: bool = True) -> Any:
        """Save, and write down which of it changed. Wagtail calls it inside a transaction."""
        before = saves.standing(self.instance) or saves.own_fields(type(self.instance)())
        saved = super().save(commit=commit)
        if facts := saves.changed(type(saved), before, saves.standing(saved) or {}):
            audit.record("core.brand.edit", saved, by=self.for_user, hub_id=None, **facts)
        return saved

    def _refuse(self, field: str, reasons: list[str]) -> None:
        for reason in reasons:
            self.add_error(field, reason)
