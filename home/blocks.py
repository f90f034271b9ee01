"""The few blocks of a page. No raw HTML, no table, no embed, and no block for quotes: a family's words stay where they were given."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from core.long_boxes import LongBlock
from core.whole_forms import WholeStream
from home.choices import NOT_SAID_WHOM, Category

TEXT_FEATURES = ["h3", "bold", "ol", "ul", "link", "document-link"]
PAGE_TEXT_FEATURES = ["h2", *TEXT_FEATURES]  # stands right below the page's own h1
SHORT_TEXT_FEATURES = ["bold", "ul", "link"]
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'>\s]*)""", re.IGNORECASE)
_SAFE = re.compile(r"https?://[^/]|mailto:|tel:|#", re.IGNORECASE)
is_web_address = URLValidator(schemes=["http", "https"])


def only_safe_links(value: Any) -> None:
    """Refuse rich text with a link that is not to the web, an e-mail address, a phone or another page here (security row 2)."""
    source = getattr(value, "source", value) or ""
    for address in _HREF.findall(source):
        if not _SAFE.match(address):
            raise ValidationError("A link must begin with https://, http://, mailto: or tel:.", code="unsafe_link")


def text_block(features: list[str], **kwargs: Any) -> blocks.RichTextBlock:
    """Return a block of rich text with these features only, and safe links only."""
    return blocks.RichTextBlock(features=features, validators=[only_safe_links], **kwargs)


class StepBlock(blocks.StructBlock):
    """One step of several."""

    title = blocks.CharBlock(max_length=100, label="What to do")
    text = LongBlock(required=False, max_length=400, rows=3, label="A little more")


class CardBlock(blocks.StructBlock):
    """A way on: to a page here, to the services about something, or elsewhere. A card whose page the public may not see is not shown."""

    title = blocks.CharBlock(max_length=60)
    text = blocks.CharBlock(required=False, max_length=140)
    page = blocks.PageChooserBlock(required=False)
    services = blocks.ChoiceBlock(choices=Category.choices, required=False, label="Or the services about")
    address = blocks.URLBlock(required=False, label="Or a web address", validators=[is_web_address])

    def clean(self, value: Any) -> Any:
        """Refuse a card that leads nowhere."""
        cleaned = super().clean(value)
        if not any(cleaned[way] for way in ("page", "services", "address")):
            raise blocks.StructBlockValidationError({"page": ValidationError("Choose a page or services, or type a web address.")})
        return cleaned

    class Meta:
        icon = "link"
        label_format = "{title}"


class ContactBlock(blocks.StructBlock):
    """How to reach a human being."""

    name = blocks.CharBlock(max_length=100, label="Who")
    phone = blocks.CharBlock(required=False, max_length=30)
    email = blocks.EmailBlock(required=False, label="E-mail")
    hours = blocks.CharBlock(required=False, max_length=100, label="When they answer")

    class Meta:
        icon = "mail"
        template = "home/blocks/contact.html"


class NoticeBlock(blocks.StructBlock):
    """Something nobody should miss."""

    title = blocks.CharBlock(max_length=100)
    text = LongBlock(max_length=400, rows=3)

    class Meta:
        icon = "warning"
        template = "home/blocks/notice.html"


class QuietStreamField(StreamField):
    """A stream whose blocks stay out of migrations: a changed label or hint is no change of the database."""

    def deconstruct(self) -> Any:
        """Return the field with no blocks named."""
        name, _, _, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], {**kwargs, "block_lookup": {}}


class PictureBlock(ImageBlock):
    """A picture with its words. One of which nobody has said whether it shows people stays in the draft."""

    def clean(self, value: Any) -> Any:
        """Refuse to publish a picture that families may not see yet."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned and not cleaned.shows:
            raise blocks.StructBlockValidationError({"image": ValidationError(NOT_SAID_WHOM.format(title=cleaned.title))})
        return cleaned


class PageStream(WholeStream):
    """What an information page is made of."""

    text = text_block(PAGE_TEXT_FEATURES, icon="pilcrow", template="home/blocks/text.html")
    steps = blocks.ListBlock(StepBlock(), icon="list-ol", template="home/blocks/steps.html")
    cards = blocks.ListBlock(CardBlock(), icon="link", template="home/blocks/cards.html", label="Cards that lead on")
    contact = ContactBlock()
    notice = NoticeBlock()
    picture = PictureBlock(required=False, icon="image", template="home/blocks/picture.html")

    class Meta:
        required = False


class TaskStream(WholeStream):
    """The big things families come for, as cards on the front page."""

    task = CardBlock()

    class Meta:
        required = False


class PersonBlock(blocks.StructBlock):
    """Somebody families will meet. A job, not a name: people move on, and some must not be found."""

    job = blocks.CharBlock(max_length=80, help_text="Such as Family worker or Health visitor. No names of people.")
    text = blocks.CharBlock(required=False, max_length=200, label="What they can help with")
    when = blocks.CharBlock(required=False, max_length=100, help_text="Such as Tuesdays, or every day.")

    class Meta:
        icon = "user"
        label_format = "{job}"


class PeopleStream(WholeStream):
    """Who you will meet."""

    person = PersonBlock()

    class Meta:
        required = False


class NumberBlock(blocks.StructBlock):
    """A number to ring or text, day or night."""

    name = blocks.CharBlock(max_length=80, label="Who answers")
    what_for = blocks.CharBlock(max_length=200, label="What for")
    phone = blocks.CharBlock(max_length=30, required=False)
    text_number = blocks.CharBlock(max_length=30, required=False, label="Text message: number")
    text_word = blocks.CharBlock(max_length=20, required=False, label="Text message: word to send")
    hours = blocks.CharBlock(max_length=100, required=False)

    class Meta:
        icon = "mobile-alt"
        label_format = "{name}"


class NumberStream(WholeStream):
    """National helplines."""

    number = NumberBlock()

    class Meta:
        required = False
