"""The words families see, as data: what the house calls a thing, and what a family reads instead (DESIGN 3).

Staff screens and code use the left column; public pages, posters and mail to families use the right one. A page that families read and
that shows a word of `BANNED` fails the tests (`tests/core/test_words.py`). Reading age 9: short words, short sentences, no idioms.
Names of hub, offer and panel are settings (`BrandSettings`), not words here.
"""

from collections.abc import Mapping

FAMILY_WORDS: Mapping[str, str] = {
    "entry point": "poster, or this session",
    "voice": "comment",
    "receipt": "your code",
    "check-back": "What happened to my answer?",
    "engagement": "what we are asking about",
    "theme": "what people talked about",
    "withdraw consent": "change your mind",
    "expression of interest": "I'd like to join",
    "claim": "get your money back",
    "not now": "not now, because",
    "passed on": "we asked {whom}; they reply by {date}",
    "unlinkable": "nobody can tell it was you, unless you write it",
    "universal": "for everyone",
    "targeted": "extra help",
    "co-production": "decided together",
    "terms of reference": "how the panel works",
}

# What a family never reads, as regular expressions on whole words. "Not now, because" is a family's word; the bare "not now" is not
# banned, since a button may say it.
BANNED: tuple[str, ...] = (
    r"entry points?",
    r"voices?",
    r"receipts?",
    r"check-?back",
    r"engagements?",
    r"themes?",
    r"consent(?:s|ed|ing)?",
    r"expressions? of interest",
    r"claim(?:s|ed|ing)?",
    r"passed on",
    r"unlinkable",
    r"code-linked",
    r"universal",
    r"targeted",
    r"co-?produc(?:e|ed|tion)",
    r"terms of reference",
    r"stakeholders?",
    r"service users?",
    r"data subjects?",
    r"hard[- ]to[- ]reach",
    r"respondents?",
    r"submissions?",
    r"StreamField|Lundy",
)

# Said in its own language while a language is not wholly translated and checked by a person; English needs no such line.
PARTLY_ENGLISH: Mapping[str, str] = {
    "ur": "اس صفحے کا کچھ حصہ ابھی انگریزی میں ہے، اور ترجمہ ابھی جانچا نہیں گیا۔ آپ کسی بھی زبان میں جواب دے سکتے ہیں۔",
    "pl": "Część tej strony jest jeszcze po angielsku, a tłumaczenie nie zostało jeszcze sprawdzone. Możesz odpowiadać w każdym języku.",
    "ro": "O parte din pagină este încă în engleză, iar traducerea nu a fost încă verificată. Puteți răspunde în orice limbă.",
    "ar": "جزء من هذه الصفحة ما زال بالإنجليزية، والترجمة لم تُراجَع بعد. يمكنك أن تجيب بأي لغة.",
}
