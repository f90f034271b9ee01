"""The accessibility statement the law asks of every council website (domain reference 7.2)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from home.blocks import TEXT_FEATURES, only_safe_links
from home.choices import Audit
from home.models.public_page import PublicPage


def _words(label: str, help_text: str) -> RichTextField:
    return RichTextField(label, blank=True, features=TEXT_FEATURES, validators=[only_safe_links], help_text=help_text)


class AccessibilityStatementPage(PublicPage):
    """How well everyone can use this website. The legal sentences stand in the template, where nobody can reword them.

    It begins as "not yet audited": nothing may be claimed before somebody has tested it.
    """

    covers = models.CharField("what it covers", max_length=300, help_text="Which website and which parts of it.")
    what_people_can_do = _words("what people can do", "Such as: zoom to 400 %, use only a keyboard, listen with a screen reader.")
    known_problems = _words("what we know does not work yet", "In plain words, for the people who meet it.")
    status = models.CharField("what the test found", max_length=8, choices=Audit.choices, default=Audit.NOT_YET)
    not_compliant = _words("does not meet the rules", "Each problem, the WCAG rule it breaks, and when it will be mended.")
    too_much_to_mend = _words("disproportionate burden", "What we judged would cost too much to mend now, and why.")
    outside_the_rules = _words("outside the rules", "Such as old PDFs and live video.")
    what_we_are_doing = _words("what we are doing about it", "The next steps, with months.")
    other_formats_email = models.EmailField("e-mail for other formats and problems", blank=True)
    other_formats_phone = models.CharField("phone for other formats and problems", max_length=30, blank=True)
    prepared_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField("last reviewed on", null=True, blank=True)
    review_by_on = models.DateField("review again by", null=True, blank=True, help_text="The staff front page reminds you from then on.")
    tested_on = models.DateField(null=True, blank=True)
    how_tested = models.TextField("who tested it and how", max_length=600, blank=True)

    template = "home/accessibility_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("covers"),
        FieldPanel("what_people_can_do"),
        FieldPanel("known_problems"),
        MultiFieldPanel(
            [FieldPanel("other_formats_email"), FieldPanel("other_formats_phone")],
            heading="Other formats, and telling us about a problem",
        ),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldRowPanel([FieldPanel("tested_on"), FieldPanel("prepared_on")]),
                FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_by_on")]),
                FieldPanel("how_tested"),
            ],
            heading="What the test found",
        ),
        FieldPanel("not_compliant"),
        FieldPanel("too_much_to_mend"),
        FieldPanel("outside_the_rules"),
        FieldPanel("what_we_are_doing"),
    ]

    def clean(self) -> None:
        """Refuse a claim without a test behind it, and a fault without its list."""
        super().clean()
        missing: dict[str, str] = {}
        if self.status != Audit.NOT_YET and not self.tested_on:
            missing["tested_on"] = "Say when it was tested, or leave the result at “Not yet audited”."
        if self.status != Audit.NOT_YET and not self.how_tested:
            missing["how_tested"] = "Say who tested it and how."
        if self.status in {Audit.PARTLY, Audit.NOT} and not self.not_compliant:
            missing["not_compliant"] = "List what does not meet the rules: the law asks for it."
        if missing:
            raise ValidationError(missing)
