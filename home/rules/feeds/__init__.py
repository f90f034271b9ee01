"""From a directory's record to a draft of ours: pure rules, one file per part of a record (domain reference 4.7)."""

from home.rules.feeds.found import PROBLEMS, FoundService, FoundSite, FoundTime
from home.rules.feeds.service import read_service, services_in

__all__ = ["PROBLEMS", "FoundService", "FoundSite", "FoundTime", "read_service", "services_in"]
