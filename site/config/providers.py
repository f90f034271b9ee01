"""Who answers which question: lower floors ask, higher ones answer, and nowhere else is it written (core/questions.py, decision 0003)."""

PROVIDERS: dict[str, list[str]] = {
    "engagement.opening": [],
    "engagement.closing": ["feedback.provides.why_not_close_engagement"],
    "engagement.hubs_leaving": ["feedback.provides.why_hubs_stay"],
    "engagement.evidence": [],
    "engagement.reach": [],
    "engagement.families_view": [],
    "person.export": ["consent.provides.export_person", "consent.provides.what_they_decided"],
    "person.erase": [
        "consent.provides.erase_behind_decisions",
        "consent.provides.erase_person",  # last: it empties the record that the others read
    ],
    "consent.stop_use": [],
    "receipt.show": [],
    "receipt.erase": [],
    "retention.kinds": ["consent.provides.kept_for_a_time", "home.provides.kept_for_a_time"],
    "mail.may_leave": ["consent.provides.why_mail_stays"],
    "attention": [
        "feedback.provides.what_waits",
        "participation.provides.what_waits",
        "consent.provides.what_waits",
        "consent.provides.what_to_call_back",
        "core.provides.what_waits",
        "home.provides.drafts_to_read",
        "home.provides.pages_waiting",
        "home.provides.what_the_offer_lacks",
        "home.provides.services_to_keep_right",
    ],
    "post.hangs": ["participation.provides.what_hangs", "feedback.provides.what_hangs", "home.provides.what_hangs"],
    "hub.pages": ["home.provides.hub_pages"],
    "format.about": ["feedback.provides.what_it_is_about", "home.provides.what_it_is_about"],
    "format.words": ["feedback.provides.words_in_plain", "home.provides.words_in_plain"],
    "import.kinds": ["home.provides.import_kinds", "consent.provides.import_kinds"],
    "sync.more": ["home.provides.sync_page_looks", "consent.provides.begin_with_purposes"],
}
