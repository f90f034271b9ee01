"""The question blocks of the survey builder. Labels and help stay out of migrations (see QuestionsField)."""

from typing import Any

from django import forms
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.fields import StreamField

from core.whole_forms import WholeStream
from participation.models import PriorityGroup

# Nothing here is required: a draft may be saved half-written, and opening it says what is missing (rules/questions.py).
TWO_EMPTY = [{"text": "", "go_to": ""}] * 2
TWO_EMPTY_PLAIN = [{"text": ""}] * 2
MOST_ABOUT_YOU = 20
_GO_ON = "Only later questions can be chosen. Leave empty to go on to the next question."


class GoToBlock(blocks.CharBlock):
    """Where an answer leads: the id of a later question, or "end". A small script makes it a list; without it, it is a text field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Then go to", "required": False, "max_length": 36, "help_text": _GO_ON, **kwargs})
        self.field.widget = forms.TextInput(attrs={"data-controller": "go-to", "maxlength": 36})


class OptionBlock(blocks.StructBlock):
    """One answer to choose, and where it leads. Its block id is the option's id."""

    text = blocks.CharBlock(label="Answer", required=False, max_length=120)
    go_to = GoToBlock(help_text="")

    class Meta:
        form_classname = "struct-block option-row"
        label_format = "{text}"


class PlainOptionBlock(blocks.StructBlock):
    """One answer of several. It leads nowhere of its own: two ticked answers could lead to two places."""

    text = blocks.CharBlock(label="Answer", required=False, max_length=120)

    class Meta:
        label_format = "{text}"


def groups_to_choose_from() -> list[tuple[str, str]]:
    """Return the groups that an answer can count for: those the council looks for first, and all others, since a survey may name them."""
    groups = PriorityGroup.objects.order_by("-is_active", "order", "name").values_list("key", "name", "is_active")
    named = [(key, name if is_active else f"{name} (not looked for now)") for key, name, is_active in groups]
    return [("", "No group"), *named]


class GroupOptionBlock(blocks.StructBlock):
    """One answer that says who somebody is, and the group of families that it counts for."""

    text = blocks.CharBlock(label="Answer", required=False, max_length=120)
    group = blocks.ChoiceBlock(label="Counts for", required=False, choices=groups_to_choose_from)

    class Meta:
        form_classname = "struct-block option-row"
        label_format = "{text}"


class AnswersBlock(blocks.ListBlock):
    """The answers of one question. Rows nobody has saved leave without an id; the page or the save gives each its own."""

    def get_form_state(self, value: Any) -> Any:
        """Return the rows for the page. Wagtail gives empty rows one id per page load, so two new questions shared it."""
        rows = self.normalize(value)
        saved = [row.original_id for row in rows.bound_blocks]
        return [{**state, "id": kept} for state, kept in zip(super().get_form_state(rows), saved, strict=True)]


class GroupAnswersBlock(AnswersBlock):
    """Answers that say who somebody is: a new question begins with every group that the council looks for now."""

    def get_default(self) -> Any:
        """Return an answer for each group, and one for who is of none."""
        groups = PriorityGroup.objects.filter(is_active=True).values_list("key", "name")
        rows = [{"text": name, "group": key} for key, name in groups[: MOST_ABOUT_YOU - 1]]
        return self.normalize([*rows, {"text": "None of these", "group": ""}])


class QuestionBlock(blocks.StructBlock):
    """What every question has. Its block id is the question's id."""

    text = blocks.CharBlock(label="Question", required=False, max_length=300, help_text="Ask one thing, in words a nine-year-old knows.")
    help = blocks.CharBlock(label="Hint", required=False, max_length=300, help_text="One short sentence under the question.")
    required = blocks.BooleanBlock(
        label="Must be answered", required=False, default=False, help_text="Best left off: families skip what they would rather not say."
    )


class OneChoiceBlock(QuestionBlock):
    """A question with answers to choose one from."""

    options = AnswersBlock(OptionBlock(), label="Answers", max_num=12, default=TWO_EMPTY)
    rather_not_say = blocks.BooleanBlock(label="Offer “Rather not say”", required=False, default=True)

    class Meta:
        form_layout = BlockGroup(children=["text", "options"], settings=["help", "required", "rather_not_say"])


class SeveralChoicesBlock(QuestionBlock):
    """A question with answers of which several may be ticked."""

    options = AnswersBlock(PlainOptionBlock(), label="Answers", max_num=12, default=TWO_EMPTY_PLAIN)
    rather_not_say = blocks.BooleanBlock(label="Offer “Rather not say”", required=False, default=True)
    go_to = GoToBlock()

    class Meta:
        form_layout = BlockGroup(children=["text", "options"], settings=["help", "required", "rather_not_say", "go_to"])


class FacesQuestionBlock(QuestionBlock):
    """Five faces with words, from very unhappy to very happy."""

    rather_not_say = blocks.BooleanBlock(label="Offer “Rather not say”", required=False, default=True)
    go_to = GoToBlock()

    class Meta:
        form_layout = BlockGroup(children=["text"], settings=["help", "required", "rather_not_say", "go_to"])


class TextQuestionBlock(QuestionBlock):
    """A question answered in the family's own words."""

    go_to = GoToBlock()

    class Meta:
        form_layout = BlockGroup(children=["text"], settings=["help", "required", "go_to"])


class AboutFamilyBlock(blocks.StructBlock):
    """Which of the groups that the council looks for a family is of: what `engagement.reach` counts. It may always be skipped."""

    text = blocks.CharBlock(
        label="Question",
        required=False,
        max_length=300,
        default="Does any of this fit your family?",
        help_text="It may always be skipped, and families read that it changes nothing about the help they get.",
    )
    help = blocks.CharBlock(label="Hint", required=False, max_length=300, help_text="One short sentence under the question.")
    options = GroupAnswersBlock(GroupOptionBlock(), label="Answers", max_num=MOST_ABOUT_YOU)
    rather_not_say = blocks.BooleanBlock(label="Offer “Rather not say”", required=False, default=True)
    go_to = GoToBlock()

    class Meta:
        form_layout = BlockGroup(children=["text", "options"], settings=["help", "rather_not_say", "go_to"])


class QuestionStream(WholeStream):
    """A survey's questions, shown as a list that opens one at a time."""

    one_choice = OneChoiceBlock(
        label="One answer",
        label_format="{text}",
        icon="radio-full",
        description="Families choose one answer. Each answer can lead to another question.",
    )
    several_choices = SeveralChoicesBlock(
        label="Several answers", label_format="{text}", icon="tasks", description="Families tick as many answers as they like."
    )
    faces = FacesQuestionBlock(
        label="Faces", label_format="{text}", icon="faces", description="Five faces with words, from very unhappy to very happy."
    )
    short_text = TextQuestionBlock(
        label="A few words", label_format="{text}", icon="pilcrow", description="One line, in the family’s own words."
    )
    long_text = TextQuestionBlock(
        label="A longer answer", label_format="{text}", icon="edit", description="A box for as much as a family wants to write."
    )
    about_family = AboutFamilyBlock(
        label="About the family",
        label_format="{text}",
        icon="group",
        description="Who answers, of the groups you make sure to hear. Ask it last. You read it as about how many, never who said what.",
    )

    class Meta:
        collapsed = True
        required = False


class QuestionsField(StreamField):
    """The questions of a survey: always a `QuestionStream`. A changed label or hint is no change of the database, so migrations are told
    of a plain, empty stream, and whatever Django hands back from there the questions stay ours.
    """

    def __init__(self, *_: Any, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(QuestionStream(), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return what migrations keep, which is also what a copy of the field begins from."""
        name, _, _, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], {**kwargs, "block_lookup": {}}
