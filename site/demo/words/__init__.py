"""What made-up families said. Every comment is written by hand for Ashmere; none was said by a real person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from demo.words import after_help, after_session, change_days, change_help, change_places, elsewhere, keep, other_languages

KEEP, CHANGE, ELSE = 3, 4, 5  # places of the three text questions about what families want
LIKED, NOT_LIKED, NEXT_TIME = 1, 2, 3
HELPED, WHERE, GET_THERE = 2, 3, 4

# What people talked about: in which questions, and in what words.
THEMES: Mapping[str, tuple[str, str]] = {
    "cafe": ("want", "When the café is open"),
    "evening": ("want", "Evenings and weekends"),
    "play": ("want", "More to make and play"),
    "lonely": ("want", "Feeling alone with a small child"),
    "dads": ("want", "Dads and partners"),
    "person": ("want", "A person, not only a website"),
    "finding": ("want", "Finding out what is on"),
    "far": ("want", "Too far away"),
    "send": ("want", "Special needs: quiet times and space"),
    "wait": ("want", "Waiting for an autism or ADHD assessment"),
    "teens": ("want", "Something for older children"),
    "letters": ("want", "Letters and leaflets that are hard to read"),
    "pool": ("want", "A swimming pool or soft play"),
    "kind": ("want", "Kind and welcoming people"),
    "longer": ("session", "A longer session"),
    "messy": ("session", "Messy play and songs"),
    "busy": ("session", "Busy and loud"),
    "story": ("help", "Telling our story again and again"),
    "forms": ("help", "Forms before any help"),
    "listened": ("help", "Being listened to"),
}
# What is said about one hub only.
_AT = {"cafe": "maple-road", "far": "beacon-hill"}
# What was put right since: nobody complains of it later than so many weeks ago.
_BEFORE = {"cafe": 12, "forms": 10, "longer": 6}


@dataclass(frozen=True)
class Comment:
    """One thing said: where it was asked, what it is about, in which language, at which hub and how long ago when that matters."""

    question: int
    text: str
    theme: str = ""
    language: str = "en-gb"
    hub: str = ""
    whose: str = ""

    @property
    def weeks(self) -> int:
        """The least number of weeks ago that it was said."""
        return 0 if self.question == KEEP and self.theme == "cafe" else _BEFORE.get(self.theme, 0)


def _said(question: int, by_theme: Mapping[str, Sequence[str]]) -> Iterator[Comment]:
    for theme, texts in by_theme.items():
        for text in texts:
            yield Comment(question, text, theme, hub=_AT.get(theme, ""))


def want_comments() -> list[Comment]:
    """Return what families want from the hubs, in several languages."""
    places = {"keep": KEEP, "change": CHANGE, "else": ELSE}
    said = [
        *_said(KEEP, keep.KEEP),
        *_said(CHANGE, change_days.CHANGE),
        *_said(CHANGE, change_places.CHANGE),
        *_said(CHANGE, change_help.CHANGE),
        *_said(ELSE, elsewhere.ELSE),
    ]
    said += [Comment(CHANGE, text, theme, whose="child") for theme, text in elsewhere.CHILDREN]
    for language, comments in other_languages.WANT.items():
        said += [Comment(places[place], text, theme, language, _AT.get(theme, "")) for place, theme, text in comments]
    return said


def session_comments() -> list[Comment]:
    """Return what families said after a session."""
    said = [*_said(LIKED, after_session.LIKED), *_said(NOT_LIKED, after_session.NOT_LIKED), *_said(NEXT_TIME, after_session.NEXT_TIME)]
    return said + [Comment(LIKED, text, "messy", language) for language, text in other_languages.SESSION]


def help_comments() -> list[Comment]:
    """Return what families said after help from a family worker."""
    said = [*_said(HELPED, after_help.HELPED), *_said(WHERE, after_help.WHERE), *_said(GET_THERE, after_help.GET_THERE)]
    return said + [Comment(GET_THERE, text, theme, language) for language, theme, text in other_languages.HELP]
