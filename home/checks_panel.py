"""What the checks panel of the page editor looks for on a family page, and how each is mended, in plain words.

The functions stand in site/static/js/staff-checks.js. They help who writes; what protects people is asked again on the server before a
page is published (home/private_words.py).
"""

from wagtail.admin.userbar import ContentCheckerItem

_WORDS = "main p, main li, main dd, main td, main h1, main h2, main h3"
_SENTENCES = "main p, main li, main dd"
_LINKS = "main a[href]"

# name: (what of a page is looked at, what is wrong, how it is mended)
OURS: dict[str, tuple[str, str, str]] = {
    "family-link-words": (
        _LINKS,
        "A link says nothing by itself",
        "Say where it leads, such as “Times of the baby group”. People who listen to a page hear its links alone.",
    ),
    "family-only-paper": (
        _LINKS,
        "A document is the only way to this",
        "Write the most important of it here, or name a number to ring. Documents are hard to read on a phone.",
    ),
    "family-day-gone-by": (
        _WORDS,
        "A day that has gone by",
        "Take it out, or write the next one. A family that reads an old day trusts the rest less.",
    ),
    "family-reading-ease": (
        _SENTENCES,
        "The hardest sentence of this page",
        "Children of nine should follow it. Make two sentences of it, and choose shorter words.",
    ),
    "family-own-address": (
        _WORDS,
        "This may be a parent’s own address or mobile number",
        "Take it out, unless it is for work. Name the hub’s phone instead. Before it is published you are asked once more.",
    ),
    "family-capitals": (
        _WORDS,
        "Words all in capitals",
        "Write them small, with one capital in front. Capitals read as shouting, and are hard to read.",
    ),
}
WAGTAILS_IN_PLAIN_WORDS = {
    "heading-order": (
        "Headings out of order",
        "A smaller heading comes below a larger one: choose Heading 2, then Heading 3, and leave out none.",
    ),
    "empty-heading": ("A heading without words", "Write what comes below it, or take it out."),
    "link-name": ("A link without words", "Say where it leads."),
    "image-alt": ("A picture without words", "Say what it shows, for those who cannot see it."),
    "alt-text-quality": ("The words for a picture are the name of a file", "Say what it shows, for those who cannot see it."),
}


class FamilyChecks(ContentCheckerItem):
    """Wagtail's checks and ours."""

    axe_run_only = [
        *(
            rule for rule in ContentCheckerItem.axe_run_only if rule != "empty-meta-description"
        ),  # nobody's way here begins at a search engine
        "image-alt",
        *OURS,
    ]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        *(
            {"id": name, "impact": "serious", "selector": where, "tags": ["best-practice"], "any": [name], "enabled": True}
            for name, (where, _, _) in OURS.items()
        ),
    ]
    axe_custom_checks = [*ContentCheckerItem.axe_custom_checks, *({"id": name} for name in OURS)]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        **{name: {"error_name": wrong, "help_text": mend} for name, (wrong, mend) in WAGTAILS_IN_PLAIN_WORDS.items()},
        **{name: {"error_name": wrong, "help_text": mend} for name, (_, wrong, mend) in OURS.items()},
    }

    class Media:
        js = ["js/staff-checks.js"]
