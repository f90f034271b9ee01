"""Reading the offer, one file per subject."""

from home.selectors.beginning import NEEDED_BY_FAMILIES, urgent_numbers, what_families_would_miss, what_keeps_families_out
from home.selectors.finding import MOST_ON_A_PAGE, hubs_with_services, numbers_of_services, services_found
from home.selectors.getting_ready import getting_ready, hubs_to_listen
from home.selectors.needs_you import what_needs
from home.selectors.offer import OfferGap, gaps_of_the_offer, help_now_page, offer_page, services_of_the_offer
from home.selectors.pages import (
    hub_index,
    hub_pages,
    menu_pages,
    on_show_among,
    page_of_panel,
    pages_on_show,
    panel_pages,
    service_index,
    services_at,
    times_of,
)
from home.selectors.search import LONGEST_SEARCH, Found, find, tidy
from home.selectors.staff import (
    hubs_that_hold_records,
    numbers_of_pages_kept_by,
    pages_the_site_stands_on,
)

__all__ = [
    "LONGEST_SEARCH",
    "MOST_ON_A_PAGE",
    "NEEDED_BY_FAMILIES",
    "Found",
    "OfferGap",
    "find",
    "gaps_of_the_offer",
    "getting_ready",
    "help_now_page",
    "hub_index",
    "hub_pages",
    "hubs_that_hold_records",
    "hubs_to_listen",
    "hubs_with_services",
    "menu_pages",
    "numbers_of_pages_kept_by",
    "numbers_of_services",
    "offer_page",
    "on_show_among",
    "page_of_panel",
    "pages_on_show",
    "pages_the_site_stands_on",
    "panel_pages",
    "service_index",
    "services_at",
    "services_found",
    "services_of_the_offer",
    "tidy",
    "times_of",
    "urgent_numbers",
    "what_families_would_miss",
    "what_keeps_families_out",
    "what_needs",
]
