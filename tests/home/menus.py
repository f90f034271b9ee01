"""What stands in the menu of each kind of staff: the whole of it, read by people and by tests/home/test_role_true_admin.py."""

from core.choices import RoleKind as R

VOICE, ENGAGEMENTS, PANELS, CONSENT, OFFER, PLACES, REPORTS, SETTINGS = (
    "Families’ voice",
    "Engagements",
    "Panels",
    "Consent and sharing",
    "The offer",
    "Hubs and people",
    "Reports",
    "Settings",
)
# The groups in the order of the menu (DESIGN 6).
GROUPS = (VOICE, ENGAGEMENTS, PANELS, CONSENT, OFFER, PLACES, REPORTS, SETTINGS)

WORRY, WORRIES = "I worry about somebody", "Worries"
SURVEYS, RATED, POSTERS, COMMENTS, THEMES, ANSWERS = "Surveys", "Families rate it", "Posters", "Comments", "Themes", "You said, we did"
ASKED, GLANCE, HELD, REACH, LISTENS = "What we ask about", "At a glance", "Activities", "Reach", "How well we listen"
LEARNED, LOOKED_FOR, OWN_QUESTIONS = "What we learned", "Groups we look for", "Our own questions"
PANEL_LIST, MEETINGS, TO_BOOK, WOULD_JOIN = "Panels", "Meetings", "To book", "Would like to join"
CLAIMS, MONEY, RETURN = "Claims", "Thanks and expenses", "Quarterly return"
PAGES, IMAGES, DOCUMENTS = "Pages", "Images", "Documents"
BEFORE, PAST, EQUALITY = "Before you ask again", "Past reports", "Equality records"
CLOSED, CLOSURES, ALERTS = "Closed today", "Holidays and closures", "Alerts"
CHECKS, WRONG = "Services to check", "Wrong on a page"
HUBS, POSTS, LOCALITIES, PEOPLE = "Hubs", "Posts", "Localities", "People"
LISTS, ANOTHER_WAY = "Bring in lists", "Asked in another way"
KEPT, WENT_WRONG, BREACHES = "How long we keep things", "Something went wrong", "Data breaches"
AGREED, REGISTER = "Sharing with partners", "What we do with people’s data"
KNOWN, SAID, CALL_BACK, ABOUT_DATA = "Families we know", "What people agreed to", "To be called back", "Questions about data"
PURPOSES = "Purposes and wordings"
FREEDOM, READY, BEGIN = "Freedom of information", "Getting ready", "What we begin with"
OF_THE_WHOLE_COUNCIL = {
    LISTS,
    KEPT,
    BREACHES,
    AGREED,
    REGISTER,
    FREEDOM,
    LOOKED_FOR,
    OWN_QUESTIONS,
    RETURN,
}  # not of who has a role at one hub
TRAIL, WHOLE, LOOK, OPENING, SELF_CHECKS = (
    "Audit trail",
    "Is the audit trail whole?",
    "Look and words",
    "Urgent numbers, opening the site",
    "Self-checks",
)

Menu = dict[str, tuple[str, ...]]
THEIRS: dict[str, Menu] = {
    R.CONTENT_EDITOR: {
        VOICE: (SURVEYS, RATED, ANSWERS, WORRY),
        ENGAGEMENTS: (ASKED, GLANCE, LISTENS, LEARNED),
        CONSENT: (WENT_WRONG,),
        OFFER: (PAGES, IMAGES, DOCUMENTS, CHECKS, WRONG, CLOSED, CLOSURES),
        PLACES: (HUBS, LISTS),
    },
    R.HUB_WORKER: {
        VOICE: (SURVEYS, RATED, POSTERS, COMMENTS, THEMES, ANSWERS, WORRY),
        ENGAGEMENTS: (ASKED, GLANCE, BEFORE, PAST, HELD, REACH, LISTENS, LEARNED),
        CONSENT: (ANOTHER_WAY, WENT_WRONG),
        OFFER: (CHECKS, WRONG, CLOSED),
        PLACES: (HUBS,),
    },
    R.HUB_MANAGER: {
        VOICE: (SURVEYS, RATED, POSTERS, COMMENTS, THEMES, ANSWERS, WORRY),
        ENGAGEMENTS: (ASKED, GLANCE, BEFORE, PAST, HELD, REACH, LISTENS, LEARNED, EQUALITY),
        PANELS: (PANEL_LIST, MEETINGS, CLAIMS, MONEY),
        CONSENT: (ANOTHER_WAY, KNOWN, SAID, CALL_BACK, WENT_WRONG, PURPOSES),
        OFFER: (PAGES, IMAGES, DOCUMENTS, CHECKS, WRONG, CLOSED, CLOSURES, ALERTS),
        PLACES: (HUBS, POSTS, PEOPLE, LISTS),
    },
    R.PANEL_COORDINATOR: {
        VOICE: (SURVEYS, RATED, ANSWERS, WORRY),
        ENGAGEMENTS: (ASKED, GLANCE, BEFORE, PAST, HELD, REACH, LISTENS, LEARNED),
        PANELS: (PANEL_LIST, MEETINGS, TO_BOOK, WOULD_JOIN, CLAIMS, MONEY),
        CONSENT: (KNOWN, SAID, CALL_BACK, WENT_WRONG, PURPOSES),
        PLACES: (HUBS, LISTS),
    },
    R.ENGAGEMENT_LEAD: {
        VOICE: (SURVEYS, RATED, POSTERS, COMMENTS, THEMES, ANSWERS, WORRY),
        ENGAGEMENTS: (ASKED, GLANCE, BEFORE, PAST, HELD, REACH, LISTENS, LEARNED, EQUALITY, LOOKED_FOR, OWN_QUESTIONS),
        PANELS: (PANEL_LIST, MEETINGS, CLAIMS, MONEY, RETURN),
        CONSENT: (ANOTHER_WAY, KNOWN, SAID, CALL_BACK, WENT_WRONG, PURPOSES, AGREED, KEPT),
        OFFER: (PAGES, IMAGES, DOCUMENTS, CHECKS, WRONG, CLOSED, CLOSURES, ALERTS),
        PLACES: (HUBS, POSTS, LISTS),
    },
    R.ANALYST: {VOICE: (ANSWERS, WORRY), ENGAGEMENTS: (REACH,), PANELS: (RETURN,), CONSENT: (WENT_WRONG,), PLACES: (HUBS,)},
    R.DECIDER: {
        VOICE: (SURVEYS, RATED, THEMES, ANSWERS, WORRY),
        ENGAGEMENTS: (ASKED, GLANCE, BEFORE, PAST, HELD, REACH, LISTENS, LEARNED, EQUALITY),
        PANELS: (PANEL_LIST, MEETINGS),
        CONSENT: (WENT_WRONG,),
        PLACES: (HUBS,),
    },
    R.FINANCE: {VOICE: (WORRY,), PANELS: (CLAIMS, MONEY), CONSENT: (WENT_WRONG,)},
    R.SAFEGUARDING_LEAD: {
        VOICE: (SURVEYS, RATED, COMMENTS, ANSWERS, WORRIES, WORRY),
        ENGAGEMENTS: (ASKED, GLANCE, LISTENS, LEARNED),
        PANELS: (PANEL_LIST, MEETINGS),
        CONSENT: (KNOWN, WENT_WRONG, PURPOSES, AGREED),
        PLACES: (HUBS,),
    },
    R.SAFEGUARDING_DEPUTY: {
        VOICE: (SURVEYS, RATED, COMMENTS, ANSWERS, WORRIES, WORRY),
        ENGAGEMENTS: (ASKED, GLANCE, LISTENS, LEARNED),
        PANELS: (PANEL_LIST, MEETINGS),
        CONSENT: (KNOWN, WENT_WRONG, PURPOSES, AGREED),
        PLACES: (HUBS,),
    },
    R.DATA_PROTECTION_OFFICER: {
        VOICE: (SURVEYS, RATED, COMMENTS, ANSWERS, WORRY),
        ENGAGEMENTS: (ASKED, GLANCE, LISTENS, LEARNED),
        CONSENT: (KNOWN, SAID, CALL_BACK, ABOUT_DATA, WENT_WRONG, BREACHES, PURPOSES, AGREED, KEPT, REGISTER, FREEDOM),
        PLACES: (HUBS, POSTS, PEOPLE),
        REPORTS: (TRAIL, WHOLE),
        SETTINGS: (SELF_CHECKS,),
    },
    R.ADMINISTRATOR: {
        VOICE: (WORRY,),
        CONSENT: (WENT_WRONG, BREACHES, KEPT),
        OFFER: (PAGES, IMAGES, DOCUMENTS, CHECKS, WRONG, CLOSED, CLOSURES, ALERTS),
        PLACES: (HUBS, POSTS, LOCALITIES, PEOPLE, LISTS),
        REPORTS: (WHOLE,),
        SETTINGS: (READY, OPENING, BEGIN, LOOK),
    },
    "small-council": {
        VOICE: (SURVEYS, RATED, POSTERS, COMMENTS, THEMES, ANSWERS, WORRY),
        ENGAGEMENTS: (ASKED, GLANCE, BEFORE, PAST, HELD, REACH, LISTENS, LEARNED, EQUALITY, LOOKED_FOR, OWN_QUESTIONS),
        PANELS: (PANEL_LIST, MEETINGS, TO_BOOK, WOULD_JOIN, CLAIMS, MONEY, RETURN),
        CONSENT: (ANOTHER_WAY, KNOWN, SAID, CALL_BACK, WENT_WRONG, BREACHES, PURPOSES, AGREED, KEPT),
        OFFER: (PAGES, IMAGES, DOCUMENTS, CHECKS, WRONG, CLOSED, CLOSURES, ALERTS),
        PLACES: (HUBS, POSTS, LOCALITIES, PEOPLE, LISTS),
        REPORTS: (WHOLE,),
        SETTINGS: (READY, OPENING, BEGIN, LOOK),
    },
}
