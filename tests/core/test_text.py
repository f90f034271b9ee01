"""What families type arrives whole and sane; what feeds send as HTML is cut to the allow-list."""

import unicodedata
from html.parser import HTMLParser

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.text import clean_html, cleaned_by_parser, direction_of, folded, isolated, normalise

anything = st.text(alphabet=st.characters(codec=None), max_size=200)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Caf\u0065\u0301", "Caf\u00e9"),
        ("a\x00b\x0bc\x1bd\x7fe", "abcde"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("tab\tstays", "tab\tstays"),
        ("\u202etxt.exe\u202c", "txt.exe"),
        ("\u2066hidden\u2069", "hidden"),
        ("in\u200bvisible\ufeff\u2060", "invisible"),
        ("half \ud83d a face", "half \ufffd a face"),
    ],
)
def test_junk_goes_and_words_stay(typed: str, kept: str) -> None:
    assert normalise(typed) == kept


@pytest.mark.parametrize(
    "words",
    [
        "میں نے کہا‌ہے",  # Urdu with a zero-width non-joiner, which is spelling
        "ന്\u200d",  # Malayalam ends this letter with a joiner
        "👩\u200d👩\u200d👧",  # a family, glued by joiners
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # the flag of England
        "العربية \u200fنص",
        "Żółć, dziękuję! Mulțumesc.",
        "line\n\nline",
    ],
)
def test_what_families_write_in_their_own_script_is_not_touched(words: str) -> None:
    assert normalise(words) == unicodedata.normalize("NFC", words)


def test_joiners_that_join_nothing_go() -> None:
    assert normalise("\u200d\u200c hello \u200d") == " hello "
    assert normalise("a\u200d\u200d\u200db") == "a\u200db"


@given(anything)
def test_a_second_pass_changes_nothing(typed: str) -> None:
    assert normalise(normalise(typed)) == normalise(typed)


@given(anything)
def test_whatever_is_typed_can_be_stored_and_sent(typed: str) -> None:
    kept = normalise(typed)

    kept.encode("utf-8")
    assert "\x00" not in kept
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t" for character in kept)
    assert not any("\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069" for character in kept)


@given(st.text(alphabet=st.characters(whitelist_categories=("L", "N", "P", "S", "Zs")), max_size=100))
def test_nothing_a_person_can_see_is_taken_away(typed: str) -> None:
    # Letters, numbers, punctuation, signs and spaces of every script.
    assert normalise(typed) == unicodedata.normalize("NFC", typed)


class _Tags(HTMLParser):
    """Collects what a browser would see as tags and links."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]


def seen(html: str) -> _Tags:
    """Return what is left of some HTML after cleaning."""
    parser = _Tags()
    parser.feed(clean_html(html))
    parser.close()
    return parser


ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<a href='vbscript:x' onclick='alert(1)' style='x:expression(1)'>x</a>",
    "<p style='background:url(javascript:1)' class='x' id='y'>x</p>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action=/x><input name=y></form>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=//evil.example'>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_a_feed_leaves_nothing_that_runs(attack: str) -> None:
    left = seen(attack)

    assert left.tags <= {"p", "br", "ul", "ol", "li", "strong", "em", "a"}
    assert left.attributes == []


@given(
    st.lists(
        st.sampled_from([*ATTACKS, "<", ">", "</p>", '"', "'", "&", "<a href=http://x.example ", "<!--", "</script", "&#x3c;"]), max_size=8
    )
)
def test_no_mixture_of_attacks_gets_through(pieces: list[str]) -> None:
    left = seen("".join(pieces))

    assert left.tags <= {"p", "br", "ul", "ol", "li", "strong", "em", "a"}
    assert {(tag, name) for tag, name, _ in left.attributes} <= {("a", "href")}
    assert all((value or "").startswith(("http:", "https:", "mailto:", "tel:")) for _, _, value in left.attributes)


def test_what_a_directory_really_sends_keeps_its_shape() -> None:
    html = (
        "<p>Stay and play, <strong>Tuesdays</strong>.<br>Ring <a href='tel:01632960000' class='btn'>us</a> or "
        "<a href='https://ashmere.example/' onclick='x()'>look here</a>.</p><ul><li>free</li></ul>"
    )

    assert clean_html(html) == (
        '<p>Stay and play, <strong>Tuesdays</strong>.<br>Ring <a href="tel:01632960000">us</a> or '
        '<a href="https://ashmere.example/">look here</a>.</p><ul><li>free</li></ul>'
    )


def test_styles_pasted_from_a_word_processor_do_not_show_as_text() -> None:
    assert clean_html("<style>p.MsoNormal {margin:0}</style><p class=MsoNormal>Baby clinic</p>") == "<p>Baby clinic</p>"


def test_an_unclosed_script_hides_the_rest_and_takes_no_time() -> None:
    assert clean_html("<p>before</p><script>" + "<script" * 20_000) == "<p>before</p>"


def test_plain_words_with_signs_come_out_escaped() -> None:
    assert clean_html("ages 0 < 5 & up") == "ages 0 &lt; 5 &amp; up"


_PIECES = ["<p>", "</p>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<strong>", "</strong>", "<em>", "</em>", "<br>", "</br>"]


@given(
    st.lists(st.sampled_from([*_PIECES, " ", "\n", "We play", '"é’\u00a0', "&amp;", "<b>", "<p class=x>", "<script>", ">"]), max_size=12)
)
def test_what_is_clean_already_is_given_back_as_the_parser_would(pieces: list[str]) -> None:
    html = "".join(pieces)
    assert clean_html(html) == cleaned_by_parser(normalise(html))


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>We meet.</p> <p>We pl", "<p>We meet.</p> <p>We pl</p>"),
        ("<ul><li>Songs</li><li><strong>Tea", "<ul><li>Songs</li><li><strong>Tea</strong></li></ul>"),
        ("<p>One<p>Two", "<p>One</p><p>Two</p>"),
        ("<p><strong>One</p>Two</strong>", "<p><strong>One</strong></p><strong>Two</strong>"),
    ],
)
def test_what_is_left_open_is_closed(html: str, clean: str) -> None:
    assert clean_html(html) == cleaned_by_parser(html) == clean


def test_most_of_a_directory_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.text.cleaned_by_parser", lambda html: pytest.fail(f"parsed: {html}"))

    assert clean_html("<p>We meet.</p>\n<ul><li>Toys</li></ul><p>Come<br>in") == "<p>We meet.</p>\n<ul><li>Toys</li></ul><p>Come<br>in</p>"


@pytest.mark.parametrize(
    ("text", "direction"), [("Elm", "ltr"), ("12 گھر", "rtl"), ("مركز", "rtl"), ("01632 960 000", ""), ("", ""), ("«Elm»", "ltr")]
)
def test_a_text_runs_as_its_first_letter_does(text: str, direction: str) -> None:
    assert direction_of(text) == direction


def test_words_in_a_sentence_of_another_script_keep_to_themselves() -> None:
    assert isolated("Elm") == "Elm"
    assert isolated("مركز") == "\u2068مركز\u2069"
    assert isolated("") == ""
    with override("ur"):
        assert isolated("Elm") == "\u2068Elm\u2069"
        assert isolated("01632 960 000") == "\u206801632 960 000\u2069"


def test_capitals_and_accents_do_not_count_in_a_search_in_plain_letters_or_others() -> None:
    assert [folded(word) for word in ("NOWAK", "Łukasz", "ÉLIF", "Größe")] == ["nowak", "lukasz", "elif", "grosse"]
