"""What the slow proofs share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prove.migrated import copy_of
from tests.prove.served import POSTGRES, Served

SURVEY = """
from tests.builders import *
asked = [short_text("What did you like?"), long_text("What next?")]
survey = make_open_survey(make_hub("Elm"), slug="prove", mode={mode!r}, questions=asked)
print(json.dumps([block["id"] for block in survey.questions.get_prep_value()]))
"""


@pytest.hookimpl(tryfirst=True)  # before xdist reads where each test runs
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the proofs of a file in one process, where they share what is served; those that say where they run go there."""
    for item in items:
        if Path(__file__).parent in item.path.parents and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A served Earshot on each database, with its tables made and nothing in it."""
    if request.param == "postgresql" and not POSTGRES:
        pytest.skip("PostgreSQL is left out: PROVE_POSTGRES_URL names no server")
    folder = tmp_path_factory.mktemp(request.param)
    with copy_of(request.param, folder) as (_owner, application):
        found = Served(folder=folder, database_url=application)
        with found.running():
            yield found


@pytest.fixture(scope="module")
def questions(served: Served) -> list[str]:
    """The two questions of an open survey under /have-your-say/prove/."""
    ids: list[str] = served.tell(SURVEY.format(mode="code"))
    return ids
