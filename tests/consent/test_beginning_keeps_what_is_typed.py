"""What somebody typed into the public form stays in its boxes whatever was wrong, and odd words break nothing."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from consent.models import Beginning, Person
from tests.consent.beginning import BEGIN, NEW, TYPED, came_in, told_us
from tests.feedback.desk import words

ODD = "\0\ud800<script>".encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _chosen(page: str) -> set[str]:
    return set(re.findall(r'name="(\w+)" value="[^"]+" checked', page))


def _chosen_value(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]+)" checked', page)


def test_nothing_is_chosen_beforehand_but_the_language_of_the_page(client: Client, db: None) -> None:
    assert _chosen(client.get(BEGIN).text) == {"language"}
    with override("ur"):
        page = client.get(reverse("begin")).text
    assert _chosen_value(page, "language") == ["ur"]


def test_an_empty_form_says_everything_that_is_missing_at_once(client: Client, db: None) -> None:
    page = words(client.post(BEGIN, {}))
    for said in (
        "Write what we may call you. A first name will do.",
        "Write the whole e-mail address, such as name@example.org.",
        "Choose an answer: we do only what is safe for you.",
        "Choose how old you are: for young people we use other words.",
        "Choose one of the answers shown.",
    ):
        assert said in page, said


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"email": "sam@"}, "Write the whole e-mail address, such as name@example.org."),
        ({"name": ""}, "Write what we may call you. A first name will do."),
        ({"name": "x" * 121}, "Please make this 1 letter shorter."),
        ({"safe": "perhaps"}, "Choose one of the answers shown."),
        ({"age": "-1"}, "Choose one of the answers shown."),
        ({"language": "xx"}, "Choose one of the answers shown."),
    ],
)
def test_one_mistake_loses_nothing_else(client: Client, db: None, wrong: dict[str, str], told: str) -> None:
    page = told_us(client, **wrong)
    assert told in words(page)
    assert 'href="#' + next(iter(wrong)) + '"' in page.text, "the summary leads to the box"
    kept = {**TYPED, **wrong}
    assert f'name="name" value="{kept["name"]}"' in page.text
    assert f'name="email" value="{kept["email"]}"' in page.text
    for name in {"safe", "age", "language"} - set(wrong):
        assert _chosen_value(page.text, name) == [kept[name]]
    assert not Beginning.objects.exists()


@pytest.mark.parametrize("odd", [ODD, "x" * 100_000, "'; DROP TABLE", "sam@example.org\nBcc: all@example.org"])
def test_odd_words_break_nothing_and_are_never_read_as_code(client: Client, db: None, odd: str) -> None:
    page: Any = client.post(BEGIN, dict.fromkeys(TYPED, odd))
    assert page.status_code == 200
    assert "<script>" not in page.text.split("<main", 1)[1].split("</main", 1)[0]
    assert not Beginning.objects.exists()


def test_an_address_is_kept_as_it_is_written_and_a_name_in_any_letters(client: Client, db: None) -> None:
    came_in(client, name="  نور  ", email=f"  {NEW.replace('family', 'FAMILY')} ", language="ur")
    person = Person.objects.get()
    assert (person.name, person.email, person.language) == ("نور", NEW, "ur")
