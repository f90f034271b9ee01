"""What staff fill in about a panel."""

from collections.abc import Callable
from functools import partial
from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from core import clocks
from core.forms.fields import PostChoice
from core.forms.marked import MarkedForm
from core.forms.plain_words import PlainWords
from core.forms.seen import seen_field
from core.free_slugs import save_with_free_slug
from core.models import Post
from panels.choices import PanelKind
from panels.models import Panel
from panels.rules.panels import why_not_keep
from panels.selectors.panels import has_namesake, has_people
from panels.services.panels import free_slug

OF_A_COMMUNITY = ("domain", "community", "practice")


class PanelForm(MarkedForm, WagtailAdminModelForm):
    """A panel: its address is made from its title once, and stays."""

    title = PlainWords(max_length=120)
    when_it_meets = PlainWords(max_length=200, required=False)
    coordinator = PostChoice(queryset=Post.objects.select_related("hub"), required=False)
    second_reader = PostChoice(queryset=Post.objects.select_related("hub"), required=False)
    seen = seen_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # as it stood: a form writes what was typed into its instance before it asks whether that may be
        self.was = Panel.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None

    def clean(self) -> dict[str, Any]:
        """Say what is missing, each beside its box."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        facts = {
            "has_people": self.was is not None and has_people(self.was),
            "has_namesake": has_namesake(said.get("title", ""), hub=said.get("hub"), locality=said.get("locality"), but=self.was),
        }
        for name, reason in why_not_keep(said, was=self.was, today=clocks.today(), **facts).items():
            self.add_error(name, reason)
        if said.get("kind") != PanelKind.PRACTICE:
            said |= {name: getattr(self.instance, name) for name in OF_A_COMMUNITY}
        return said

    def save(self, commit: bool = True) -> Panel:
        """Save, a new one with an address of its own."""
        panel: Panel = self.instance
        save: Callable[[], Panel] = partial(super().save, commit=commit)
        return save() if panel.slug else save_with_free_slug(panel, save, free=lambda: free_slug(panel.title))
