"""What staff fill in about an engagement."""

from typing import Any

from django import forms
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminModelForm

from core.models import Hub, Post
from participation.choices import Size, Stage
from participation.models import Engagement

# Everyday listening promises weeks, a standard question promises a day; each form shows only its own.
ONLY_STANDARD, ONLY_EVERYDAY = ("answer_by_on",), ("answer_within_weeks",)


class PostChoice(forms.ModelChoiceField[Post]):
    """A choice of posts. Two hubs may have a post of the same title, so the hub stands beside it."""

    def label_from_instance(self, obj: Post) -> str:
        """Say the title and the hub."""
        return f"{obj.title}, {obj.hub.name}" if obj.hub else obj.title


class EngagementForm(WagtailAdminModelForm):
    """The question, what can change, who acts and by when."""

    who_acts = PostChoice(queryset=Post.objects.select_related("hub"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everyday = self.instance.size == Size.EVERYDAY
        for name in ONLY_STANDARD if everyday else ONLY_EVERYDAY:
            self.fields.pop(name, None)
        if everyday:
            self.fields["hubs"].disabled = True
        if self.instance.stage == Stage.OPEN:
            # Families were told: who acts may change hands, but never be nobody; so may the day, but never be none.
            for name in ("who_acts", "answer_by_on", "answer_within_weeks"):
                if name in self.fields:
                    self.fields[name].required = True

    def save(self, commit: bool = True) -> Engagement:
        """Save, with an address made from the title."""
        engagement: Engagement = self.instance
        if not engagement.slug:
            engagement.slug = free_slug(engagement.title)
        saved: Engagement = super().save(commit=commit)
        return saved


class EverydayForm(forms.Form):
    """Everyday listening at a hub: who acts, and within how many weeks families are answered."""

    hub = forms.ModelChoiceField(queryset=Hub.objects.none(), label="Hub", empty_label="Choose")
    who_acts = PostChoice(
        queryset=Post.objects.none(),
        empty_label="Choose",
        label="Who acts on what families say",
        help_text="Families see this job title, never a name.",
    )
    weeks = forms.IntegerField(
        min_value=1, max_value=26, initial=6, label="Families are answered within this many weeks", help_text="Promise what you can keep."
    )


def free_slug(title: str) -> str:
    """Return an address of this title, with a number behind it when the plain one is taken."""
    plain = slugify(title)[:100] or "question"
    taken = set(Engagement.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    return next(slug for slug in (plain, *(f"{plain}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
