"""Somebody's own account in the Wagtail admin: their name, and how the screens look to them."""

from typing import Any

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel


class OwnAccount(AccountView):
    """Wagtail's page without the picture of oneself: its form would store a photo with the place and time that the phone wrote into it."""

    def get_panels(self) -> list[Any]:
        """Return Wagtail's panels but that one; what is not there is not saved either."""
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]
