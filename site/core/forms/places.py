"""What staff fill in about a post."""

from typing import Any

from django import forms
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm

from core.clocks import today
from core.forms.fields import PostChoice, rows_offered
from core.models import Post


class PostForm(WagtailAdminModelForm):
    """A job title, and who stands in: told apart by hub."""

    stand_in = PostChoice(queryset=Post.objects.select_related("hub"), required=False)


class AwayForm(forms.Form):
    """From when until when somebody is away from a post, and who stands in. Empty days say that they are here."""

    from_on = forms.DateField(label="First day away", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until_on = forms.DateField(
        label="Last day away",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Leave it empty when you do not know.",
    )
    stand_in = PostChoice(queryset=Post.objects.none(), label="Who stands in", required=False, empty_label="Nobody")

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        is_over = post.away_until_on is not None and post.away_until_on < today()
        days = {} if is_over else {"from_on": post.away_from_on, "until_on": post.away_until_on}
        kwargs.setdefault("initial", {**days, "stand_in": post.stand_in_id})
        super().__init__(*args, **kwargs)
        nearby = Q(hub=post.hub_id) | Q(hub__isnull=True) | Q(pk=post.stand_in_id) if post.hub_id else Q()
        rows_offered(self, "stand_in").queryset = Post.objects.filter(nearby).exclude(pk=post.pk).select_related("hub").order_by("title")
