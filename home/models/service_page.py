"""What the hubs offer: one page for each service, sorted on one index (domain reference 4.1)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from core.models import Hub
from home.blocks import TEXT_FEATURES, is_web_address, only_safe_links
from home.choices import AgeUnit, Category, Cost, ForWhom, HowToGetIt
from home.models.public_page import PublicPage


class ServiceIndexPage(PublicPage):
    """All services, sorted by what they are about."""

    introduction = models.CharField(max_length=300, blank=True)

    template = "home/service_index_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.ServicePage"]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("introduction")]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]


class ServicePage(PublicPage):
    """One service: what, who for, what it costs and how to get it stand first; the rest follows.

    Ages are kept exact and in the unit they are said in (domain reference 4.4). An oldest age of 4 years means until the day before the
    fifth birthday.
    """

    what_it_is = models.TextField(max_length=400, help_text="In one or two sentences a parent would use.")
    category = models.CharField(max_length=10, choices=Category.choices, default=Category.FAMILY)
    for_whom = models.CharField("for everyone or extra help", max_length=10, choices=ForWhom.choices, default=ForWhom.EVERYONE)
    who_for = models.CharField("who it is for", max_length=200, blank=True, help_text="Such as: parents and carers with a new baby.")
    from_pregnancy = models.BooleanField(default=False)
    youngest = models.PositiveSmallIntegerField("youngest age", null=True, blank=True)
    youngest_unit = models.CharField("counted in", max_length=6, choices=AgeUnit.choices, default=AgeUnit.YEARS)
    oldest = models.PositiveSmallIntegerField("oldest age", null=True, blank=True, help_text="4 years means until the fifth birthday.")
    oldest_unit = models.CharField("counted in", max_length=6, choices=AgeUnit.choices, default=AgeUnit.YEARS)
    how_to_get_it = models.CharField(max_length=8, choices=HowToGetIt.choices, default=HowToGetIt.TURN_UP)
    how_it_works = models.TextField("how to get it, in words", max_length=400, blank=True, help_text="No form if a call will do.")
    wait = models.CharField("how long the wait is", max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    web_address = models.URLField(blank=True, validators=[is_web_address])
    cost = models.CharField(max_length=4, choices=Cost.choices, default=Cost.FREE)
    cost_in_words = models.CharField(max_length=120, blank=True, help_text="Such as: £2 a family, first visit free.")
    what_happens = RichTextField(blank=True, features=TEXT_FEATURES, validators=[only_safe_links])
    languages = models.CharField("languages and interpreters", max_length=200, blank=True)
    access = models.CharField("access needs", max_length=300, blank=True, help_text="Signing, quiet room, step-free, bring a friend.")
    run_by = models.CharField("who runs it", max_length=120, blank=True)
    urgent_help = models.TextField("if it cannot wait", max_length=300, blank=True, help_text="Who to ring instead of waiting for this.")
    checked_on = models.DateField("last checked on", null=True, blank=True, help_text="When somebody last made sure all this is right.")

    template = "home/service_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.ServiceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("what_it_is"),
        index.SearchField("who_for"),
        index.SearchField("what_happens"),
        index.SearchField("run_by"),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("what_it_is"), FieldPanel("category")], heading="What it is"),
        MultiFieldPanel(
            [
                FieldPanel("for_whom"),
                FieldPanel("who_for"),
                FieldPanel("from_pregnancy"),
                FieldRowPanel([FieldPanel("youngest"), FieldPanel("youngest_unit")]),
                FieldRowPanel([FieldPanel("oldest"), FieldPanel("oldest_unit")]),
            ],
            heading="Who for",
        ),
        MultiFieldPanel(
            [
                FieldPanel("how_to_get_it"),
                FieldPanel("how_it_works"),
                FieldPanel("wait"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("web_address"),
            ],
            heading="How to get it",
        ),
        InlinePanel("times", heading="Where and when", label="Place and time"),
        FieldRowPanel([FieldPanel("cost"), FieldPanel("cost_in_words")], heading="Cost"),
        FieldPanel("what_happens"),
        MultiFieldPanel([FieldPanel("languages"), FieldPanel("access"), FieldPanel("run_by"), FieldPanel("urgent_help")], heading="More"),
        FieldPanel("checked_on"),
    ]

    @property
    def youngest_in_months(self) -> int:
        """The first month of life in which a child may come."""
        return _months(self.youngest or 0, self.youngest_unit)

    @property
    def oldest_in_months(self) -> int | None:
        """The last month of life in which a child may come; None when there is no end."""
        if self.oldest is None:
            return None
        return _months(self.oldest, self.oldest_unit) + (11 if self.oldest_unit == AgeUnit.YEARS else 0)

    def clean(self) -> None:
        """Refuse ages the wrong way round."""
        super().clean()
        if self.oldest_in_months is not None and self.oldest_in_months < self.youngest_in_months:
            raise ValidationError({"oldest": "The oldest age is below the youngest."})


def _months(number: int, unit: str) -> int:
    return number * 12 if unit == AgeUnit.YEARS else number


class ServiceTime(Orderable):
    """Where a service is, and when, in words. Dates that can be counted come with the timetable."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="times")
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="service_times")
    place = models.CharField("or another place", max_length=120, blank=True, help_text="Such as: at home, on the phone, Ashmere library.")
    when = models.CharField(max_length=160, help_text="Such as: Tuesdays, 10am to 11:30am, in term time.")
    wagtail_reference_index_ignore = True

    _default_manager: ClassVar[models.Manager["ServiceTime"]]  # for the type checker only: Wagtail ships no types

    panels: ClassVar[list[Any]] = [FieldPanel("hub"), FieldPanel("place"), FieldPanel("when")]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(hub__isnull=False) | ~Q(place=""),
                name="a_service_is_somewhere",
                violation_error_message="Choose a hub, or write another place.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hub or self.place}: {self.when}"
