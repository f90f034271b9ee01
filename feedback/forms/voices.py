"""What staff choose while they read comments."""

from typing import Any

from django import forms

from accounts.models import User
from core.forms.fields import choices_offered, rows_offered
from core.models import Hub
from feedback.models import Survey, Theme
from feedback.rules.weeks import first_day_of
from feedback.selectors import voices as selectors


class CommentFilter(forms.Form):
    """Which comments to read. Offers only what this member of staff sees; anything else typed into the address is ignored."""

    survey = forms.ModelChoiceField(Survey.objects.none(), required=False, empty_label="Every survey")
    hub = forms.ModelChoiceField(Hub.objects.none(), required=False, empty_label="Every hub of mine")
    week = forms.ChoiceField(required=False)
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, empty_label="Every theme")
    without_theme = forms.BooleanField(required=False, label="Only those without a theme")

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        rows_offered(self, "survey").queryset = selectors.surveys_to_choose_from(user)
        rows_offered(self, "hub").queryset = selectors.hubs_to_choose_from(user)
        rows_offered(self, "theme").queryset = selectors.themes_in_use(user)
        weeks = [(week, f"Week of {first_day_of(week):%-d %B %Y}") for week in selectors.weeks_with_comments(user)]
        choices_offered(self, "week").choices = [("", "Every week"), *weeks]

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen and is there to choose."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}
