"""What must hold of a purpose and of its words; and hints for who writes them, which block nothing."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping

from consent.choices import Basis, Special, UsedIn
from consent.models import Purpose, Wording

LONGEST = {"title": 80, "about": 1_000, "question": 200, "text": 6_000, "yes": 80, "no": 80, "controllers": 1_000, "recipients": 1_000}
LONGEST |= {"kept": 200, "ends_when": 200, "checker": 120}
PARTNER = "{partner}"
MOST_MONTHS = 120

# Domain 5.1, "why not consent for surveys".
WHEN_CONSENT_IS_WRONG = (
    "A survey, a panel or a reply to a family is normally our public task: listening is our job. No yes is needed for it, and asking for"
    " one would promise something we could not keep.",
    "Consent must be free. If somebody who says no would get less help, or might believe so, it is not free. A council has power, so ask "
    "yourself this each time.",
    "Who said yes may change their mind at any time. If you would have to go on all the same (the law, money, a child at risk), consent"
    " is "
    "the wrong basis.",
    "Sharing because a child may be at risk never rests on consent.",
)
_SURVEY = re.compile(r"\b(survey|questionnaire|poll|consultation|panel meeting)", re.IGNORECASE)

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
MOST_WORDS, MOST_LETTERS, MOST_SYLLABLES = 20, 11, 3
MOST_NAMED = 5
# Long to count and easy to read all the same.
_KNOWN = frozenset({"somebody", "everybody", "anybody", "sometimes", "everything", "interpreter", "grandparent", "grandparents"})


def reading_hints(text: str) -> list[str]:
    """Return what makes English words hard to read at the age of nine: long sentences, long words. Hints only.

    An empty list is praise.
    """
    hints = []
    for sentence in _SENTENCE.findall(text):
        words = _WORD.findall(sentence)
        if len(words) > MOST_WORDS:
            hints.append(f"This sentence has {len(words)} words: “{' '.join(words[:5])} …”. Try two shorter ones.")
    hard = list(dict.fromkeys(word.lower() for word in _WORD.findall(text) if _is_long(word)))
    if hard:
        more = f" and {len(hard) - MOST_NAMED} more" if len(hard) > MOST_NAMED else ""
        hints.append(f"Long words: {', '.join(hard[:MOST_NAMED])}{more}. Is there a shorter one?")
    return hints


def _is_long(word: str) -> bool:
    syllables = len(re.findall(r"[aeiouy]+", word.lower())) - word.lower().endswith(("e", "ed"))
    return word.lower() not in _KNOWN and (len(word) > MOST_LETTERS or syllables > MOST_SYLLABLES)


def hints_on_basis(purpose: Purpose) -> list[str]:
    """Return what the officer should think over about the basis of a purpose. Hints only: the council's officer decides."""
    hints = []
    if purpose.basis == Basis.CONSENT and _SURVEY.search(f"{purpose.title} {purpose.about}") and purpose.key != "take_part":
        hints.append("This reads like a survey or a panel. Those are normally a public task, and need no yes.")
    if purpose.basis != Basis.CONSENT and purpose.special == Special.NONE and re.search(r"health|ethnic|disab|relig", purpose.about, re.I):
        hints.append("This may use facts about health, ethnicity or religion. Choose what lets us use them (Article 9).")
    return hints


def why_not_save(said: Mapping[str, object], *, is_decided_on: bool = False, before: Purpose | None = None) -> dict[str, list[str]]:
    """Return by field why a purpose cannot be saved as said. What people have decided on keeps its basis: nobody swaps it afterwards."""
    wrong: dict[str, list[str]] = {}
    basis, months = said.get("basis"), said.get("good_for_months")
    if basis not in Basis.values:
        wrong["basis"] = ["Choose the basis."]
    if said.get("special") == Special.EXPLICIT and basis != Basis.CONSENT:
        wrong["special"] = ["“They said yes to this very thing” needs consent as the basis. Choose another condition, or consent."]
    if said.get("for_a_partner") and basis != Basis.CONSENT:
        wrong["for_a_partner"] = ["Only what people are asked for can name a partner in each yes."]
    if said.get("stops_in_one_step") and basis == Basis.CONSENT:
        wrong["stops_in_one_step"] = ["Who said yes can change their mind at any time already. Leave this box empty."]
    if isinstance(months, int) and not 1 <= months <= MOST_MONTHS:
        wrong["good_for_months"] = [f"Write between 1 and {MOST_MONTHS} months, or leave it empty."]
    if is_decided_on and before and (basis != before.basis or bool(said.get("for_a_partner")) != before.for_a_partner):
        wrong["basis"] = ["People have decided about this as it is. End this purpose and begin a new one with the other basis."]
    if is_decided_on and before and (wider := _wider_places(said.get("channels"), before)):
        wrong["channels"] = [
            f"Nobody was asked about {wider} when they decided. Take places away if you like; for more, begin a new purpose."
        ]
    return wrong


def _wider_places(said: object, before: Purpose) -> str:
    """Return in words the places that a purpose would gain; none named means all of them."""
    then = set(before.channels or UsedIn.values)
    now = set(said) if isinstance(said, list | tuple) and said else set(UsedIn.values)
    return ", ".join(UsedIn(one).label for one in UsedIn.values if one in now - then)


def why_not_write(purpose: Purpose) -> list[str]:
    """Return why no words can be written for a purpose."""
    return ["This purpose has ended. Begin a new one."] if purpose.ended_on else []


def why_not_check(wording: Wording, *, checker: str) -> list[str]:
    """Return why a translation cannot be marked as checked."""
    reasons = []
    if wording.is_published:
        reasons.append("These words are published already, and stay as they are.")
    if not wording.is_translation:
        reasons.append("These words are in English: they need no check of a translation.")
    if not checker.strip():
        reasons.append("Say who read it, such as “the council’s interpreting service”.")
    if len(checker) > LONGEST["checker"]:
        reasons.append(f"That is {len(checker) - LONGEST['checker']:,} letters too long. Make it shorter.")
    return reasons


def why_not_publish(wording: Wording, *, english: Wording | None) -> list[str]:
    """Return why families cannot read these words yet; `english` are the English words that they read now, for the same readers."""
    purpose, reasons = wording.purpose, why_not_write(wording.purpose)
    if wording.is_published:
        return ["These words are published already. Write a new version to change them."]
    if not wording.question.strip() or not wording.text.strip():
        reasons.append("Write the heading and the words.")
    if purpose.is_asked and not (wording.yes.strip() and wording.no.strip()):
        reasons.append("Write what stands on both buttons: a yes and a no.")
    if wording.is_translation and wording.checked_on is None:
        reasons.append("A person who reads this language has to check the translation first.")
    if wording.is_translation and english is None:
        reasons.append("Publish the English words first: this is a translation of them.")
    elif wording.is_translation and wording.checked_on and wording.translates != english:
        reasons.append("The English words are newer than this check. Have the translation read against them once more.")
    names_partner = PARTNER in wording.question + wording.text
    if purpose.for_a_partner and not names_partner:
        reasons.append(f"Write {PARTNER} where the partner’s name shall stand: people must read whom it is about.")
    if not purpose.for_a_partner and PARTNER in wording.question + wording.text + wording.yes + wording.no:
        reasons.append(f"This purpose names no partner. Take {PARTNER} out.")
    return reasons


def digest_of(wording: Wording) -> str:
    """Return the SHA-256, in hex, of everything that families read of these words."""
    parts = ("language", "audience", "question", "text", "yes", "no", "controllers", "recipients")
    exact = json.dumps([getattr(wording, part) for part in parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(exact.encode()).hexdigest()


def outdated(latest: Iterable[Wording]) -> list[Wording]:
    """Return those of a purpose's latest words that translate English words which were replaced: families read English instead."""
    latest = list(latest)
    english = {one.pk for one in latest if not one.is_translation}
    return [one for one in latest if one.is_translation and one.translates_id not in english]


def what_is_missing(purpose: Purpose, latest: Collection[Wording], languages: Mapping[str, str], *, english: str) -> list[str]:
    """Return what a purpose still lacks before it is sound; `latest` are its published words that no newer ones replaced."""
    old, missing = outdated(latest), list[str]()
    out, known = {(one.language, one.audience) for one in latest if one not in old}, {(one.language, one.audience) for one in latest}
    if (english, "adults") not in out:
        missing.append("No English words for adults are published, so nobody can be asked or told.")
    if not purpose.controllers.strip():
        missing.append("Nobody is named as responsible: families read “your council”. Write the council’s whole name.")
    for name, words in (("recipients", "Who else gets it"), ("kept", "How long it is kept"), ("ends_when", "When it ends")):
        if not getattr(purpose, name).strip():
            missing.append(f"{words} is not said.")
    if (english, "young") not in out:
        missing.append("No words for young people are published, so a young person cannot say yes for themselves.")
    if unwritten := [name for code, name in languages.items() if code != english and (code, "adults") not in known]:
        missing.append(f"Not in these languages yet: {', '.join(unwritten)}.")
    if old:
        which = ", ".join(f"{one.language_in_words} ({one.get_audience_display().lower()})" for one in old)
        missing.append(f"The English words are newer than these, so families read English until they are checked again: {which}.")
    at = {one.audience: one.published_at for one in latest if not one.is_translation}
    if (grown_ups := at.get("adults")) and (young := at.get("young")) and young < grown_ups:
        missing.append("The words for adults are newer than those for young people. Do those still say the same?")
    return missing


def may_be_objected_to(purpose: Purpose) -> bool:
    """Return whether somebody can object to a purpose: it rests on a public task, or is stopped in one step (UK GDPR Article 21)."""
    return purpose.basis == Basis.PUBLIC_TASK or purpose.stops_in_one_step
