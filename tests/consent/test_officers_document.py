"""What data protection officers begin with names the screens as the screens name themselves."""

import re
from pathlib import Path

from django.conf import settings

from consent.wagtail_hooks import ConsentAndSharing
from core.audit_trail import AuditTrail
from core.views.second_look import SelfChecks

TEXT = (Path(settings.ROOT) / "docs/data-protection.md").read_text()
AT_A_BEGINNING = re.compile(r"^\*\*[^*]+\*\*", re.MULTILINE)  # a heading, no screen
IN_BOLD = set(re.findall(r"\*\*([^*]+)\*\*", AT_A_BEGINNING.sub("", TEXT)))
IN_THE_MENU = {str(item.menu_label) for item in ConsentAndSharing.items}
ELSEWHERE = {AuditTrail.menu_label, SelfChecks.page_title}
FOR_OTHERS = {"Asked in another way", "Families we know"}


def test_every_screen_that_it_names_is_called_so_on_the_screen() -> None:
    assert not IN_BOLD - IN_THE_MENU - ELSEWHERE


def test_every_screen_of_the_officers_is_named() -> None:
    assert not IN_THE_MENU - FOR_OTHERS - IN_BOLD
