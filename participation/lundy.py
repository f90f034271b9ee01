"""Lundy's checklist as data: 57 items under four elements, each asked while planning, during or afterwards (domain reference 1.2).

Answers hang on the ids, which are printed in papers for committees: an id is never given to another question. Whoever changes what a
question asks gives it a new id; whoever changes the list raises VERSION, so that each answer says which list it was given to.
The questions are in our own words. What stood behind them: N is Norfolk's published checklist, S the sector's own sources.
"""

from dataclasses import dataclass

from participation.choices import Element, When

VERSION = 1

IN_A_LINE: dict[str, str] = {
    Element.SPACE: "Did families have a safe, welcoming chance to form a view and give it?",
    Element.VOICE: "Did families have what they needed to say it, in their own way?",
    Element.AUDIENCE: "Did the people who can decide really listen?",
    Element.INFLUENCE: "Was what families said taken seriously, and acted on where it could be?",
}


@dataclass(frozen=True)
class Item:
    """One question of the checklist. `source` is "N", "S", "NS", or empty; `is_councils` is true of what a council added beside ours."""

    id: str
    element: Element
    when: When
    question: str
    source: str = ""
    is_councils: bool = False


_ELEMENT_OF = {"SP": Element.SPACE, "VO": Element.VOICE, "AU": Element.AUDIENCE, "IN": Element.INFLUENCE}
_WHEN_OF = {"P": When.PLANNING, "D": When.DURING, "A": When.AFTER}
LETTERS = {element: letters for letters, element in _ELEMENT_OF.items()}
LETTER = {when: letter for letter, when in _WHEN_OF.items()}


def _item(code: str, source: str, question: str) -> Item:
    return Item(code, _ELEMENT_OF[code[:2]], _WHEN_OF[code[3]], question, source)


ITEMS: tuple[Item, ...] = (
    _item("SP-P1", "N", "Who is affected by this decision, and have we gone out to hear them instead of waiting for them to come?"),
    _item("SP-P2", "S", "Are we starting before the decision is fixed? What exactly is still open?"),
    _item("SP-P3", "NS", "Who is usually missing, and what is our plan to reach each of these groups?"),
    _item("SP-P4", "N", "Were families asked how, when and where they would like to be reached and to take part?"),
    _item("SP-P5", "NS", "Is the place or the channel easy to reach, friendly, safe, step-free, good with a pram, and usable on a phone?"),
    _item("SP-P6", "S", "Is there more than one way to join in: meet, phone, text, paper, drawing, one to one?"),
    _item("SP-P7", "S", "Do the times fit work, school runs, feeding and prayer times, and is childcare covered?"),
    _item("SP-P8", "N", "Is the information adapted: plain language, easy read, translated, audio, British Sign Language?"),
    _item("SP-P9", "NS", "Are staff trained and supported for this group, also about trauma, bias and including everybody?"),
    _item("SP-P10", "S", "Is there a safeguarding plan with a named lead, and support if telling is upsetting?"),
    _item("SP-P11", "", "Is there money for access, travel, thank-yous and interpreters?"),
    _item("SP-P12", "S", "Is it agreed how everyone treats each other, and how to stop jargon?"),
    _item("SP-D1", "S", "Do people feel welcome, and are they called by their right names, said the right way?"),
    _item("SP-D2", "", "Is anyone silent, talked over or left out, and what are we changing now?"),
    _item("SP-D3", "", "Can people pause, leave or skip without saying why?"),
    _item("SP-D4", "", "Is there time enough to settle and to build trust?"),
    _item("SP-A1", "N", "Who took part, compared with who is affected, and who was missing?"),
    _item("SP-A2", "", "Did the people who took part say that it felt safe and open to everybody?"),
    _item("SP-A3", "", "Which barrier will we take away before next time?"),
    _item("VO-P1", "N", "Do people get clear information early enough to form a view?"),
    _item("VO-P2", "", "Do they know that they need not take part, and can stop at any time?"),
    _item("VO-P3", "S", "Are we honest about what can change and what cannot?"),
    _item("VO-P4", "NS", "Are there several ways to say it: talk, write, draw, vote, photos, play, and somebody who speaks for babies?"),
    _item("VO-P5", "", "Can people set the agenda or add a topic, and not only answer ours?"),
    _item("VO-P6", "S", "Do we offer preparation, an introduction or training?"),
    _item("VO-P7", "", "How will what babies and very young children feel and want come in: by watching, by what parents tell?"),
    _item("VO-P8", "", "Is the question neutral, without words that lead to an answer?"),
    _item("VO-D1", "N", "Is there enough time to talk it through?"),
    _item("VO-D2", "", "Are views written down in people’s own words, and checked with them?"),
    _item("VO-D3", "", "Are different views, and views of a few, kept and not averaged away?"),
    _item("VO-D4", "S", "Is help at hand with language, reading, disability and strong feelings?"),
    _item("VO-A1", "", "Did people say that they could say what mattered to them?"),
    _item("VO-A2", "", "Does what we wrote down match what people said, and could they put it right?"),
    _item("VO-A3", "", "What did we hear that we did not ask about?"),
    _item("AU-P1", "N", "Which named person or body will receive these views, and do they have power over this decision?"),
    _item("AU-P2", "", "Has that person agreed to listen, by when, and in what form?"),
    _item("AU-P3", "N", "Do people know who will get their views, and what happens next?"),
    _item("AU-P4", "N", "Is there a written way for views to go on and for answers to come back, in a form that everybody can use?"),
    _item("AU-P5", "", "If the decision belongs elsewhere (NHS, a school, national), who carries it there?"),
    _item("AU-P6", "", "How will those who decide hear families directly where they can: a panel item, a visit, a recording?"),
    _item("AU-D1", "", "Is somebody who decides in the room, or is a day for the report fixed?"),
    _item("AU-D2", "", "Have those who decide shown that they are ready to listen: said who they are, and what they can do?"),
    _item("AU-A1", "", "On which day, in which meeting and with which paper were the views considered?"),
    _item("AU-A2", "", "Were the views passed on whole, the uncomfortable parts too?"),
    _item("AU-A3", "S", "Who else should hear: a maternity voices partnership, a parent carer forum, the integrated care partnership?"),
    _item("IN-P1", "S", "How much can change, and what is fixed by law, money or safety?"),
    _item("IN-P2", "", "How will views be weighed with other evidence, and who decides?"),
    _item("IN-P3", "", "When and how do we answer families, and who answers for it?"),
    _item("IN-P4", "S", "Which early, easy win could show that we mean it?"),
    _item("IN-D1", "S", "Are promises ones we can keep, and are they written down?"),
    _item("IN-D2", "", "Are people told what will happen to each idea before they leave?"),
    _item("IN-A1", "N", "What changed because of this? Attach what shows it."),
    _item("IN-A2", "S", "For each idea that was not taken up: which reason was given, in plain words?"),
    _item("IN-A3", "", "Was the answer full, friendly, fast and followed up?"),
    _item("IN-A4", "", "Did people agree that their views were taken seriously?"),
    _item("IN-A5", "", "Has the change lasted? Look after three to six months."),
    _item("IN-A6", "", "What did we learn about how we listen?"),
)
BY_ID: dict[str, Item] = {one.id: one for one in ITEMS}

# What everyday listening is asked once a year, and why of all 57 these five: every element once, and influence both ways.
SHORT_FORM: dict[str, str] = {
    "SP-P3": "Everyday listening hears who comes anyway. Once a year, ask who does not.",
    "VO-P4": "A poster hears those who like to write. The year shows whether anybody else was heard.",
    "AU-P1": "Posts change hands. A comment that reaches nobody with power is not heard.",
    "IN-P3": "Families were promised an answer within some weeks: is that still what you can keep?",
    "IN-A1": "If a year of comments changed nothing, say so before you ask for more.",
}


def items(*, element: str = "", when: str = "") -> tuple[Item, ...]:
    """Return our own items, of one element or one time where it is named, in the order of the list."""
    return tuple(one for one in ITEMS if element in ("", one.element) and when in ("", one.when))


def short_form() -> tuple[Item, ...]:
    """Return the five items of everyday listening."""
    return tuple(BY_ID[code] for code in SHORT_FORM)
