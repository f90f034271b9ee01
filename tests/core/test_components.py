"""Every part of a page keeps its contract: it says what it takes, renders its sample, and can be used by everybody."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.translation import override

from core.samples import FACES, OUTCOMES, SAMPLES
from feedback.choices import Outcome

FOLDER = Path(settings.ROOT) / "templates" / "components"
FILES = sorted(path.stem for path in FOLDER.glob("*.html"))


def drawn(name: str, /, **values: object) -> str:
    """Return a component as a page would show it."""
    return render_to_string(f"components/{name}.html", values)


class Elements(HTMLParser):
    """Every element of a piece of a page, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, *tags: str) -> list[dict[str, str]]:
        """Return the attributes of every element with one of these names."""
        return [attributes for tag, attributes in self.found if tag in tags]


def samples_of(name: str) -> list[str]:
    """Return every sample of a component, drawn."""
    return [drawn(name, **sample) for sample in SAMPLES[name]()]


def test_every_component_has_a_sample_on_the_styleguide() -> None:
    assert sorted(SAMPLES) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_component_opens_by_saying_what_it_takes(name: str) -> None:
    source = (FOLDER / f"{name}.html").read_text(encoding="utf-8")

    assert re.match(r"\{% comment %\}.*?Takes:.*?\{% endcomment %\}|\{#.*?Takes:.*?#\}", source, flags=re.DOTALL)


@pytest.mark.parametrize("name", FILES)
def test_a_component_carries_no_style_and_no_script_of_its_own(name: str) -> None:
    for html in samples_of(name):
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", html)


@pytest.mark.parametrize("name", FILES)
def test_every_input_has_its_label_and_every_description_exists(name: str) -> None:
    for html in samples_of(name):
        page = Elements(html)
        ids = [attributes["id"] for _, attributes in page.found if attributes.get("id")]
        labels = {attributes.get("for") for attributes in page.named("label")}
        assert len(ids) == len(set(ids))
        for box in page.named("input", "textarea", "select"):
            assert box.get("type") == "hidden" or box["id"] in labels
        if name not in {"notes", "field_notes"}:
            described = {part for _, attributes in page.found for part in attributes.get("aria-describedby", "").split()}
            assert described <= set(ids)


@pytest.mark.parametrize("name", ["radios", "checkboxes", "faces"])
def test_an_error_summary_reaches_the_first_answer_by_the_questions_name(name: str) -> None:
    html = drawn(name, name="felt", legend="How was it?", options=[{"value": "a", "text": "A"}, {"value": "b", "text": "B"}])

    assert [box["id"] for box in Elements(html).named("input")] == ["felt", "felt-2"]


def test_the_wrong_answer_is_told_in_words_beside_the_question() -> None:
    html = drawn("text_input", name="bus", label="Which bus?", error="Write a bus number")

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="bus-error"' in html
    assert "Error:</span> Write a bus number" in html


def test_a_django_field_shows_its_hint_and_its_error() -> None:
    blank, wrong, *_ = samples_of("field")

    assert "Families see this name." in blank
    assert "This field is required." in wrong
    assert 'aria-invalid="true"' in wrong


def test_what_was_typed_stays_and_is_never_cut_short_by_the_browser() -> None:
    html = drawn("textarea", name="more", label="More?", maxlength=5, value="far too long")

    assert "far too long</textarea>" in html
    assert "maxlength" not in html
    assert "You can write up to 5 letters." in html


def test_five_faces_are_drawn_each_differently_and_rather_not_say_has_none() -> None:
    html = drawn("faces", name="felt", legend="How?", options=[{"value": str(at), "text": text} for at, text in enumerate(FACES)])

    faces = re.findall(r'<svg class="face".*?</svg>', html)
    assert len(faces) == len(set(faces)) == 5
    assert html.rindex("Rather not say") > html.rindex("<svg")
    assert all("aria-hidden" in face for face in faces)


def test_a_tile_may_say_which_face_it_has() -> None:
    html = drawn(
        "faces", name="felt", legend="How?", options=[{"value": "x", "text": "Skip", "face": 0}, {"value": "y", "text": "Fine", "face": 5}]
    )

    assert html.count("<svg") == 1
    assert html.index("<svg") > html.index("Skip")


def test_every_outcome_has_the_same_size_and_strength() -> None:
    assert {outcome for outcome, _ in OUTCOMES} == set(Outcome.values)
    tags = [drawn("status_tag", outcome=outcome, text=text) for outcome, text in OUTCOMES]
    plain = {re.sub(r"<svg.*?</svg>", "", tag).replace(text, "") for tag, (_, text) in zip(tags, OUTCOMES, strict=True)}
    drawings = {re.sub(r"^.*?>|</svg>.*$", "", tag) for tag in tags}

    assert len(plain) == 1
    assert len(drawings) == len(OUTCOMES)


def test_a_refusal_shows_its_reason_who_decided_and_what_would_change_it() -> None:
    html = samples_of("reply_card")[1]

    for words in ("No, because", "we can pay for six days", "Head of family hubs", "Money for one more day"):
        assert words in html


def test_what_families_wrote_is_shown_as_text() -> None:
    html = drawn("reply_card", you_said="<script>alert(1)</script>", outcome="did", outcome_text="We did", we_did="<b>x</b>")

    assert "<script>" not in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html


def test_languages_are_named_in_their_own_script_and_direction() -> None:
    html = samples_of("languages")[0]

    assert 'lang="ur" hreflang="ur" dir="rtl">اردو</a>' in html
    assert 'aria-current="true">English</span>' in html


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("pager", {"page": Paginator([1], 10).page(1)}),
        ("error_summary", {"errors": []}),
        ("languages", {"languages": []}),
        ("breadcrumb", {}),
    ],
)
def test_a_component_with_nothing_to_say_says_nothing(name: str, values: dict[str, object]) -> None:
    assert drawn(name, **values).strip() == ""


def test_a_phone_number_can_be_tapped_and_reads_from_left_to_right() -> None:
    html = drawn("phone", number="01632 960 123")

    assert 'href="tel:01632960123"' in html
    assert 'dir="ltr"' in html


@pytest.mark.parametrize("name", ["radios", "checkboxes", "faces", "text_input", "textarea"])
def test_a_question_says_in_which_direction_its_words_run_and_that_they_are_english(name: str) -> None:
    asked = {"name": "felt", "heading": True, "hint": "One is enough", "options": [{"value": "a", "text": "Lovely"}]}
    asked |= {"label": "How was it?", "legend": "How was it?"}
    with override("ur"):
        in_urdu = drawn(name, **asked)

    assert '<h1 dir="auto">How was it?</h1>' in drawn(name, **asked)
    assert '<h1 dir="auto" lang="en-gb">How was it?</h1>' in in_urdu
    assert 'id="felt-hint" dir="auto" lang="en-gb">One is enough' in in_urdu
    assert name.startswith("text") or '<span dir="auto" lang="en-gb">Lovely' in in_urdu


def test_words_in_the_pages_own_script_name_no_language() -> None:
    with override("ur"):
        assert '<h2 dir="auto">دیکھیں</h2>' in drawn("notice", title="دیکھیں", language="en-gb")
    with override("pl"):
        assert '<h2 dir="auto" lang="en-gb">Elm</h2>' in drawn("notice", title="Elm", language="en-gb")
        assert '<h2 dir="auto">Elm</h2>' in drawn("notice", title="Elm")


def test_every_field_of_an_answer_has_its_own_direction() -> None:
    with override("ar"):
        did, refused = samples_of("reply_card")

    for words in ("A second group on Thursdays", "Two people must be in the building", "Head of family hubs", "Money for one more day"):
        assert re.search(rf'dir="auto" lang="en-gb">{words}', did + refused), words
    assert re.search(r"</bdi><br>\d", did), "a day beside English words is torn apart: it has a line of its own"


def test_a_bullet_stays_on_the_side_of_the_page_whatever_stands_beside_it() -> None:
    """A list item that runs against its list hangs its bullet over the edge of a small phone: the words inside it run as they like."""
    for path in FOLDER.parent.rglob("*.html"):
        assert not re.search(r"<li[^>]*\{% written", path.read_text(encoding="utf-8")), path.name
