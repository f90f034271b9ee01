"""What our checks find on a page, in a real browser: one wrong and one right piece of page for each."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from home.checks_panel import OURS, FamilyChecks
from home.private_words import FREE_PROVIDERS
from tests.journeys.conftest import AXE

SCRIPT = Path(settings.ROOT) / "site" / "static" / "js" / "staff-checks.js"
HARD = "Notwithstanding institutional considerations, practitioners facilitate multidisciplinary assessment opportunities universally."
PLAIN = "Come and play with us. There is tea for you and there are toys for your child."

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def passes(page: Page, check: str, html: str, selector: str = "#here") -> bool:
    """Return whether the element with the id `here` is all right."""
    page.set_content(f"<!doctype html><html lang=en><main>{html}</main>")
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    return bool(page.evaluate("([check, at]) => earshotChecks.checks[check](document.querySelector(at))", [check, selector]))


@pytest.mark.parametrize(
    "words", ["click here", "Here", "Read more", "more", "this link", "find out more", "More information", "PDF", "Learn more…"]
)
def test_a_link_that_says_nothing(bare: Page, words: str) -> None:
    assert not passes(bare, "family-link-words", f'<p><a id=here href="/x/">{words}</a></p>')


@pytest.mark.parametrize(
    "link",
    [
        '<a id=here href="/x/">Times of the baby group</a>',
        '<a id=here href="/x/">More about money</a>',
        '<a id=here href="/x/">Help here in Elm</a>',
        '<a id=here href="/x/" aria-label="More about money">more</a>',
        '<a id=here lang=pl href="/x/">link</a>',
        '<a id=here href="tel:999">999</a>',
        '<a id=here href="/x/"><img alt="Elm"></a>',
    ],
)
def test_a_link_that_says_where_it_leads(bare: Page, link: str) -> None:
    assert passes(bare, "family-link-words", f"<p>{link}</p>")


@pytest.mark.parametrize("address", ["/files/menu.pdf", "/files/menu.PDF?x=1", "/documents/4/menu/", "/a/menu.docx"])
def test_a_document_that_is_the_only_way(bare: Page, address: str) -> None:
    assert not passes(bare, "family-only-paper", f'<p>See <a id=here href="{address}">the programme of the summer</a></p>')
    assert passes(bare, "family-only-paper", f'<p>Ring <a href="tel:1">1</a> or see <a id=here href="{address}">the programme</a></p>')
    assert passes(
        bare,
        "family-only-paper",
        f'<p>We swim on Mondays at ten and on Fridays at two, in the baths, for free. <a id=here href="{address}">Print it</a></p>',
    )


@pytest.mark.parametrize("day", ["4 December 2020", "1st of May 2021", "31/12/2020", "4.1.2020"])
def test_a_day_that_has_gone_by(bare: Page, day: str) -> None:
    assert not passes(bare, "family-day-gone-by", f"<p id=here>We open on {day}.</p>".replace("open on", "meet next on"))


@pytest.mark.parametrize("text", ["Fridays at two", "We meet on 4 December 2999.", "Checked on 4 December 2020.", "call 0300 123 4567"])
def test_days_that_may_stand(bare: Page, text: str) -> None:
    assert passes(bare, "family-day-gone-by", f"<p id=here>{text}</p>")


@pytest.mark.parametrize("item", ['<a href="/x/">4 December 2020</a>', "Answered on 4 December 2020."])
def test_what_a_page_lists_of_itself_is_past_on_purpose(bare: Page, item: str) -> None:
    assert passes(bare, "family-day-gone-by", f"<ul data-past><li id=here>{item}</li></ul>")
    assert passes(bare, "family-day-gone-by", f"<ul><li id=here>{item}</li></ul>") == item.startswith("Answered on")


def test_today_has_not_gone_by(bare: Page) -> None:
    passes(bare, "family-day-gone-by", "<p id=here>Come on 5 January 2026.</p>")
    asked = "day => earshotChecks.checks['family-day-gone-by'](document.querySelector('#here'), null, new Date(2026, 0, day, 18))"

    assert bare.evaluate(asked, 5)
    assert not bare.evaluate(asked, 6)


@pytest.mark.parametrize(
    ("said", "today", "right"),
    [
        ("Come on Saturday 3 October.", (2026, 9, 3), True),
        ("Come on Saturday 3 October.", (2026, 9, 4), False),
        ("Come on the 3rd of October", (2026, 10, 28), False),
        ("Come on 5 January.", (2026, 10, 28), True),  # the next one is meant
        ("Come on 20 December.", (2027, 0, 2), False),
        ("Come on 20 December.", (2026, 10, 28), True),
        ("Come on 5 November, every year.", (2026, 10, 28), True),
        ("We met on 20 December 2999.", (2027, 0, 2), True),
        ("3 may come at once", (2026, 10, 28), True),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(bare: Page, said: str, today: tuple[int, int, int], right: bool) -> None:
    passes(bare, "family-day-gone-by", f"<p id=here>{said}</p>")
    asked = "day => earshotChecks.checks['family-day-gone-by'](document.querySelector('#here'), null, new Date(...day))"

    assert bool(bare.evaluate(asked, list(today))) is right


def test_each_check_finds_its_fault_when_axe_asks_as_the_panel_does(bare: Page) -> None:
    faults = (
        '<p><a href="/x/">click here</a></p><p><a href="/a.pdf">Our times</a></p><p>Come on 4 December 2020.</p>'
        f"<p>{HARD}</p><p>Write to mo@gmail.com.</p><p>COME TO US AND BRING YOUR CHILD NOW</p>"
    )
    passes(bare, "family-capitals", f"{faults}<p id=here>Fine.</p>")
    bare.evaluate(AXE)
    found = bare.evaluate(
        """([rules, names]) => {
          axe.configure({rules: rules, checks: names.map(name => ({id: name, evaluate: earshotChecks.checks[name]}))});
          return axe.run({include: [['main']]}, {runOnly: {type: 'rule', values: names}}).then(one => one.violations.map(it => it.id));
        }""",
        [[rule for rule in FamilyChecks.axe_custom_rules if rule["id"] in OURS], list(OURS)],
    )

    assert set(found) == set(OURS)


def test_the_hardest_sentence_is_named_and_only_that(bare: Page) -> None:
    also_hard = "Interdisciplinary collaboration necessitates considerable preparation."
    page = f"<p id=easy>{PLAIN}</p><p id=here>{PLAIN} {HARD}</p><p id=other>{also_hard}</p>"

    assert not passes(bare, "family-reading-ease", page)
    assert passes(bare, "family-reading-ease", page, "#easy")
    assert passes(bare, "family-reading-ease", page, "#other")
    assert str(bare.evaluate("earshotChecks.hardestOn(document).sentence")).startswith("Notwithstanding")


def test_what_stands_on_a_line_of_its_own_is_no_part_of_the_sentence_before(bare: Page) -> None:
    assert passes(
        bare, "family-reading-ease", "<ul><li id=here><b>Family worker</b> <span>Every day</span><br>Whatever it is, start here</ul>"
    )

    passes(bare, "family-reading-ease", f"<p id=here>{HARD[:-1]}<br>{PLAIN}</p>")
    assert bare.evaluate("earshotChecks.hardestOn(document).sentence") == HARD[:-1]


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Practitioners facilitate assessment, and practitioners listen.", "Say more simply: practitioners, facilitate."),
        (
            "We sit and we talk and we eat and we sing and then we all go home.",
            "It has 17 words: end it after about twelve, and begin a new one.",
        ),
        (HARD, "Say more simply: notwithstanding, institutional, considerations"),
        ("Strength through thoughtful structured schemes.", "Choose shorter words."),
    ],
)
def test_it_says_how_the_sentence_is_made_easier(bare: Page, sentence: str, says: str) -> None:
    passes(bare, "family-reading-ease", f"<p id=here>{sentence}</p>")

    assert says in str(bare.evaluate("sentence => earshotChecks.advice(sentence)", sentence))


def test_only_english_is_weighed(bare: Page) -> None:
    assert passes(bare, "family-reading-ease", f"<p id=here lang=ur>{HARD}</p>")


def test_plain_words_are_easy(bare: Page) -> None:
    passes(bare, "family-reading-ease", f"<p id=here>{PLAIN}</p>")

    assert bare.evaluate("earshotChecks.ease('Come and play with us in the park')") > 80
    assert bare.evaluate(f"earshotChecks.ease({HARD!r})") < 10


@pytest.mark.parametrize(
    "text",
    [
        "mo@gmail.com",
        "mo(at)gmail.com",
        "Mo@Hotmail.co.uk.",
        "07700 900123",
        "07700 – 900123",
        "+44 7700 900 123",
        '<a href="mailto:mo@yahoo.com">Mo</a>',
    ],
)
def test_an_address_that_may_be_a_parents_own(bare: Page, text: str) -> None:
    assert not passes(bare, "family-own-address", f"<p id=here>Ask {text}</p>")


@pytest.mark.parametrize(
    "text", ["hubs@ashmere.gov.uk", "01632 960123", "a@mail.ashmere.example", "mo@gmail.com.example", "ref 107700900123"]
)
def test_an_address_of_work(bare: Page, text: str) -> None:
    assert passes(bare, "family-own-address", f"<p id=here>Ask {text}</p>")


def test_the_panel_and_the_server_know_the_same_providers(bare: Page) -> None:
    assert [one for one in sorted(FREE_PROVIDERS) if passes(bare, "family-own-address", f"<p id=here>Ask mo@{one}</p>")] == []

    named = re.findall(r"FREE = /.*?\)\(([^)]*)\)\\.", SCRIPT.read_text(encoding="utf-8"))[0].split("|")
    assert set(named) == {one.partition(".")[0] for one in FREE_PROVIDERS}


def test_capitals(bare: Page) -> None:
    assert not passes(bare, "family-capitals", "<h2 id=here>PLEASE DO NOT PARK HERE</h2>")
    assert passes(bare, "family-capitals", "<h2 id=here>NHS, SEND and you</h2>")


def test_every_check_has_its_function_and_its_words(bare: Page) -> None:
    passes(bare, "family-capitals", "<p id=here>x</p>")

    assert set(bare.evaluate("Object.keys(earshotChecks.checks)")) == set(OURS)
    assert set(OURS) <= set(FamilyChecks.axe_run_only)
    assert set(OURS) <= FamilyChecks.axe_messages.keys()
