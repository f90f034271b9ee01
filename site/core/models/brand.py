"""What the council calls things and how its pages look."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, Panel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import PreviewableMixin, Site
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts.models import User
from core.brand_form import BrandForm
from core.querysets import may

_A_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Write the colour as # and six of 0 to 9 and a to f, such as #5b2a86.")
_A_PHONE = RegexValidator(r"^[0-9+() -]{3,30}$", "Write a phone number in digits and spaces.")
_PICKER = forms.TextInput(attrs={"type": "color"})


class BrandPolicy(BasePermissionPolicy):
    """Who may change the look: whoever holds `brand.edit`, for the whole council. Django permissions play no part."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Return whether the user may change the look."""
        return may(user, "brand.edit")

    def user_has_any_permission(self, user: User, actions: Iterable[str]) -> bool:
        """Return whether the user may change the look."""
        return may(user, "brand.edit")

    def user_has_permission_for_instance(self, user: User, action: str, instance: models.Model) -> bool:
        """Return whether the user may change the look; Wagtail asks with the site or with the settings."""
        return may(user, "brand.edit")

    def sites_user_has_permission_for(self, user: User, action: str) -> "models.QuerySet[Site]":
        """Return the sites whose look the user may change: all or none."""
        sites: models.QuerySet[Site] = Site.objects.all()
        return sites if may(user, "brand.edit") else sites.none()


@register_setting(icon="view")
class BrandSettings(PreviewableMixin, BaseSiteSetting):
    """Look and words of this council; every name families see for hub, offer and panel is a setting (domain reference 0.1)."""

    council_name = models.CharField(max_length=80, default="Your council")
    site_name = models.CharField(max_length=80, default="Family hubs", help_text="Stands at the top of every page.")
    hub_word = models.CharField("one hub is called", max_length=60, default="family hub")
    hubs_word = models.CharField("several hubs are called", max_length=60, default="family hubs")
    # No name to begin with: the national one changed in April 2026, and may again (domain reference 0.1).
    offer_word = models.CharField("the offer is called", max_length=60, blank=True, help_text="The programme’s name, as families know it.")
    panel_word = models.CharField("the panel is called", max_length=60, default="parent carer panel")
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A picture file such as PNG, on white or see-through.",
    )
    dark_logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="logo for dark screens",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="For phones in dark mode. Without it the first logo stands on white.",
    )
    brand_colour = models.CharField(
        max_length=7, default="#5b2a86", validators=[_A_COLOUR], help_text="The top of the page and the buttons."
    )
    link_colour = models.CharField(max_length=7, default="#1d4f91", validators=[_A_COLOUR], help_text="Links in the text.")
    phone = models.CharField("phone answered by a person", max_length=30, blank=True, validators=[_A_PHONE])
    phone_hours = models.CharField("when it is answered", max_length=80, blank=True)
    contact_email = models.EmailField("e-mail", blank=True, help_text="For people who cannot use a phone.")
    officer_contact = models.CharField(
        "data protection officer: how people reach them",
        max_length=200,
        blank=True,
        help_text="On the privacy page and in help for staff, such as: dpo@elmshire.gov.uk, or County Hall, Elm Street. No name.",
    )
    safeguarding_phone = models.CharField("worried about a child: phone", max_length=30, blank=True, validators=[_A_PHONE])
    safeguarding_hours = models.CharField("when that is answered", max_length=80, blank=True)
    out_of_hours_phone = models.CharField("worried about a child: nights and weekends", max_length=30, blank=True, validators=[_A_PHONE])
    exit_address = models.URLField(
        "“Leave this page” leads to",
        default="https://www.bbc.co.uk/weather",
        help_text="An everyday page that gives nothing away, for someone who must leave in a hurry.",
    )
    format_days = models.PositiveSmallIntegerField(
        "answered within so many working days",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="When somebody asks for something in another way, such as large print, or tells you that a page does not work for them. "
        "Five working days is what most councils promise: long enough to print or to book a signer, short enough to still be of use.",
    )
    format_kept_days = models.PositiveSmallIntegerField(
        "how to reach them is kept for so many days more",
        default=28,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text="Then a family’s name, phone and words are deleted, and only what was asked and when it was given stays. "
        "Four weeks, so that somebody can still say that it was not what they needed.",
    )
    format_relay = models.CharField(
        "how to ask without speaking or hearing",
        max_length=200,
        blank=True,
        help_text="Such as: Relay UK, dial 18001 and then our number. Or: in British Sign Language, by video at signlive.example.",
    )
    complaints_page = models.URLField(
        "complaints about a service: page",
        blank=True,
        help_text="The council’s own page for complaints. It stands beside each comment, for staff to give or to pass on.",
    )
    complaints_phone = models.CharField("complaints about a service: phone", max_length=30, blank=True, validators=[_A_PHONE])
    check_months = models.PositiveSmallIntegerField(
        "each service is checked every so many months",
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="Two weeks before, whoever keeps it is reminded. After it, families read that it was not checked for a while. "
        "Half a year is what most directories promise and few keep: choose what your people can do.",
    )
    # While it stands, families see a page that says we are getting ready, and nothing else (home/services/opening.py).
    held_back_since = models.DateField(null=True, blank=True, editable=False)
    wagtail_reference_index_ignore = True
    base_form_class = BrandForm
    select_related: ClassVar[list[str]] = ["logo", "dark_logo"]

    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("council_name", "site_name", "hub_word", "hubs_word", "offer_word", "panel_word")],
            heading="Names and words",
        ),
        MultiFieldPanel(
            [
                HelpPanel(
                    "<p>The preview says in words whether everybody can read these colours. Colours nobody could read are not saved.</p>"
                ),
                FieldPanel("brand_colour", widget=_PICKER),
                FieldPanel("link_colour", widget=_PICKER),
                FieldPanel("logo"),
                FieldPanel("dark_logo"),
            ],
            heading="Colours and logo",
        ),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("phone_hours"), FieldPanel("contact_email")], heading="A human being to talk to"),
        MultiFieldPanel([FieldPanel("officer_contact")], heading="Questions about what we hold"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("format_days", "format_kept_days", "format_relay")], heading="When somebody asks in another way"
        ),
        MultiFieldPanel([FieldPanel("complaints_page"), FieldPanel("complaints_phone")], heading="When somebody complains about a service"),
        MultiFieldPanel([FieldPanel("check_months")], heading="Keeping services right"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("safeguarding_phone", "safeguarding_hours", "out_of_hours_phone", "exit_address")],
            heading="When someone is not safe",
        ),
    ]

    class Meta:
        verbose_name = "look and words"

    @classmethod
    def for_site(cls, site: Site) -> "BrandSettings":
        """Return what was saved, or what a new council begins with. Wagtail's own would write a row at a mere look."""
        kept: BrandSettings | None = cls.base_queryset().filter(site=site).first()
        return kept or cls(site=site)

    @classmethod
    def get_permission_policy(cls) -> BrandPolicy:
        """Return who may change the look: the right `brand.edit`, held by administrators."""
        return BrandPolicy(cls)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the page that shows the look with these settings."""
        return "core/brand_preview.html"
