"""Bringing in lists: for the whole council only."""

from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "imports:index": right("service.import", also="hub.import", everywhere=True),
    "import_hubs": right("hub.import", everywhere=True),
    "import_services": right("service.import", everywhere=True),
    "imports:start": right("service.import", "import_kind", everywhere=True),
    "imports:template": right("service.import", "import_template", everywhere=True),
    "imports:run": right("service.import", "import_run", everywhere=True),
    "imports:columns": right("service.import", "import_run", everywhere=True),
    "imports:bring_in": right("service.import", "import_run", post=True, everywhere=True),
    "imports:take_back": right("service.import", "import_run", everywhere=True),
    "imports:report": right("service.import", "import_run", everywhere=True),
}
