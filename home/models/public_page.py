"""What every public page of ours has."""

from typing import Any, ClassVar

from django.db.models import Q
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Page, PageViewRestriction

from home.models.page_form import PageForm


class PublicPage(Page):
    """A page for families. Its address, its place in the menu and its days are set on two short tabs."""

    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("show_in_menus"), FieldPanel("search_description")], heading="Address and menu"),
    ]
    settings_panels: ClassVar[list[Any]] = [PublishingPanel()]
    base_form_class = PageForm

    class Meta:
        abstract = True

    @classmethod
    def with_what_it_shows(cls) -> Any:
        """Return pages of this kind with the records that each of them shows, so that one query brings both."""
        return cls._default_manager.all()

    def paths_above(self) -> list[str]:
        """Return the tree paths of this page and of every page above it."""
        return [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]

    def get_view_restrictions(self) -> Any:
        """Return what keeps this page, or a page above it, from the public: as Wagtail does, in one query for its two."""
        paths = self.paths_above()
        return PageViewRestriction.objects.filter(Q(page__path__in=paths) | Q(page__aliases__path__in=paths)).distinct()
