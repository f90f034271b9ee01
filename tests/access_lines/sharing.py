"""What is agreed with partners and what was shared; the register of uses of people's data."""

from tests.access_verdicts import Row, right

LINES: dict[str, Row] = {
    "sharing:index": right("sharing.view", everywhere=True),
    "sharing:records": right("sharing.view", everywhere=True),
    "sharing:new": right("sharing.edit", everywhere=True),
    "sharing:new_partner": right("sharing.edit", everywhere=True),
    "sharing:partner": right("sharing.edit", "partner", everywhere=True),
    "sharing:one": right("sharing.view", "agreement", everywhere=True),
    "sharing:change": right("sharing.edit", "agreement", everywhere=True),
    "sharing:document": right("sharing.view", "agreement", post=True, everywhere=True),
    "sharing:share": right("sharing.export", "agreement", everywhere=True),
    "sharing:file": right("sharing.export", "file_for_partner", everywhere=True),
    "sharing:fetch": right("sharing.export", "file_for_partner", post=True, everywhere=True),
    "sharing:ask": right("sharing.edit", "agreement", post=True, everywhere=True),
    "sharing:sign": right("sharing.sign", "agreement", post=True, everywhere=True),
    "sharing:send_back": right("sharing.sign", "agreement", post=True, everywhere=True),
    "sharing:step": right("sharing.sign", "agreement", post=True, everywhere=True),
    "sharing:new_version": right("sharing.edit", "agreement", post=True, everywhere=True),
    "sharing:attach": right("sharing.edit", "agreement", post=True, everywhere=True),
}
