"""What the hubs offer: one page for each service, sorted on one index (domain reference 4.1)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from core.choices import Weekday
from core.models import Hub, Post
from home.blocks import TEXT_FEATURES, is_web_address, only_safe_links
from home.choices import AgeUnit, Category, Cost, ForWhom, HowToGetIt
from home.models.offer_lines import OfferLinesField
from home.models.public_page import PublicPage
from home.models.service_form import ServiceForm
from home.topics import CATEGORY_OF, TOPIC_CHOICES, TOPIC_WORDS

_CATEGORY_WORDS = dict(Category.choices)


class ServiceIndexPage(PublicPage):
    """All services, sorted by what they are about."""

    introduction = models.CharField(max_length=300, blank=True)

    template = "home/service_index_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.ServicePage"]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("introduction")]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list. What somebody looked for in their own words is kept by no cache."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        if "s" in request.GET:
            add_never_cache_headers(response)
        return response


class ServicePage(PublicPage):
    """One service: what, who for, what it costs and how to get it stand first; the rest follows.

    Ages are kept exact and in the unit they are said in (domain reference 4.4). An oldest age of 4 years means until the day before the
    fifth birthday.
    """

    what_it_is = models.TextField(max_length=400, help_text="In one or two sentences a parent would use.")
    category = models.CharField(max_length=10, choices=Category.choices, default=Category.FAMILY)
    topic = models.CharField(
        "more exactly", max_length=30, choices=TOPIC_CHOICES, blank=True, help_text="From the national list of services."
    )
    for_whom = models.CharField("for everyone or extra help", max_length=10, choices=ForWhom.choices, default=ForWhom.EVERYONE)
    offer_lines = OfferLinesField(
        "lines of the offer it answers", help_text="Tick what families find here. The offer page, and its paper copy, are made from this."
    )
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
    kept_by = models.ForeignKey(
        Post,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="who keeps it right",
        help_text="The post that is asked to check this page, and hears when a family says that something is wrong.",
    )
    provider_email = models.EmailField(
        "e-mail of who runs it",
        blank=True,
        help_text="Not shown. Three weeks before this page counts as old, we ask them by a link whether it is still right.",
    )

    template = "home/service_page.html"
    base_form_class = ServiceForm
    parent_page_types: ClassVar[list[str]] = ["home.ServiceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("what_it_is"),
        index.SearchField("who_for"),
        index.SearchField("what_happens"),
        index.SearchField("run_by"),
        index.SearchField("subjects"),
        index.RelatedFields("times", [index.SearchField("place"), index.RelatedFields("hub", [index.SearchField("name")])]),
    ]
    needed_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("what_it_is"),
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
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            ],
            heading="How to get it",
        ),
        InlinePanel("times", heading="Where", label="Place"),
        MultiFieldPanel([FieldPanel("checked_on"), FieldPanel("kept_by"), FieldPanel("provider_email")], heading="Keeping it right"),
    ]
    more_panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("cost"), FieldPanel("cost_in_words")], heading="Cost"),
        MultiFieldPanel([FieldPanel("category"), FieldPanel("topic")], heading="What it is about"),
        FieldPanel("offer_lines"),
        MultiFieldPanel([FieldPanel("wait"), FieldPanel("web_address"), FieldPanel("what_happens")], heading="What happens"),
        MultiFieldPanel([FieldPanel("languages"), FieldPanel("access"), FieldPanel("run_by"), FieldPanel("urgent_help")], heading="More"),
    ]
    # A service needs a name, what it is, who for, how to get it and where: these stand first, and nothing else has to be filled in.
    edit_handler = TabbedInterface(
        [
            ObjectList(needed_panels, heading="Needed"),
            ObjectList(more_panels, heading="More"),
            ObjectList(PublicPage.promote_panels, heading="Address"),
            ObjectList(PublicPage.settings_panels, heading="Days"),
        ]
    )

    @property
    def subjects(self) -> str:
        """What it is about, in the words of the list of services; a draft may lack either.

        Not by Django's `get_topic_display`: it translates every topic to find one, and the index asks ten times for each service.
        """
        return f"{_CATEGORY_WORDS.get(self.category, '')} {TOPIC_WORDS.get(self.topic, '')}"

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
        """Refuse ages the wrong way round, and a topic of another part of the list."""
        super().clean()
        if self.topic and CATEGORY_OF[self.topic] != self.category:
            raise ValidationError(
                {"topic": f"This belongs under “{Category(CATEGORY_OF[self.topic]).label}”. Change that, or choose another."}
            )
        if self.oldest_in_months is not None and self.oldest_in_months < self.youngest_in_months:
            raise ValidationError({"oldest": "The oldest age is below the youngest."})


def _months(number: int, unit: str) -> int:
    return number * 12 if unit == AgeUnit.YEARS else number


class ServiceTime(Orderable):
    """Where a service is, and when, in words. `weekday` is the day families may look for; empty where there is none, or several.

    Dates that can be counted come with the timetable.
    """

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="times")
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="service_times")
    place = models.CharField("or another place", max_length=120, blank=True, help_text="Such as: at home, on the phone, Ashmere library.")
    when = models.CharField(max_length=160, blank=True, help_text="Such as: Tuesdays, 10am to 11:30am, in term time.")
    weekday = models.PositiveSmallIntegerField(
        "day", null=True, blank=True, choices=Weekday.choices, help_text="So that families find it by day."
    )
    wagtail_reference_index_ignore = True

    _default_manager: ClassVar[models.Manager["ServiceTime"]]  # for the type checker only: Wagtail ships no types

    panels: ClassVar[list[Any]] = [FieldPanel("hub"), FieldPanel("place"), FieldPanel("when"), FieldPanel("weekday")]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(hub__isnull=False) | ~Q(place=""),
                name="a_service_is_somewhere",
                violation_error_message="Choose a hub, or write another place.",
            )
        ]

    def __str__(self) -> str:
        where = str(self.hub or self.place)
        return f"{where}: {self.when}" if self.when else where
