"""The house stands as it was planned; and each rule is shown to catch what it is for, on a small made-up tree."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import house_numbers as numbers
from tests import house_pages as pages
from tests import house_plan as plan
from tests import house_rules as rules
from tests.house_rules import House

ROOT = Path(__file__).resolve().parent.parent
RULES: list[Callable[[House], list[str]]] = [
    rules.wrong_floor,
    rules.wrong_door,
    rules.wrong_room,
    rules.unknown_room,
    rules.circles,
    rules.too_long,
    rules.drawers,
    rules.signals,
    rules.dangerous_tools,
    rules.imports_inside_functions,
    rules.silenced_without_a_reason,
    rules.skipped_without_a_reason,
    rules.open_forms,
    numbers.bare_numbers_of_people,
    pages.unescaped,
    pages.inline,
    pages.leaky_components,
    pages.forms_without_a_token,
    pages.components_without_a_contract,
]


@pytest.fixture(scope="module")
def our_house() -> House:
    return House(ROOT)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_our_house_keeps_the_rule(our_house: House, rule: Callable[[House], list[str]]) -> None:
    assert rule(our_house) == []


def test_every_app_of_the_plan_stands_where_it_should() -> None:
    for app in plan.FLOORS:
        assert (ROOT / ("site" if app in plan.IN_SITE else "") / app / "__init__.py").is_file()


def test_the_site_folder_is_no_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


def test_every_exception_is_still_needed() -> None:
    for shown in plan.MAY_BE_UNESCAPED:
        assert (ROOT / shown).is_file(), f"{shown} is gone: take it off the list"


Build = Callable[[dict[str, str]], House]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that writes a made-up tree from {path: text}."""

    def write(files: dict[str, str]) -> House:
        for shown, text in files.items():
            path = tmp_path / shown
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return House(tmp_path)

    return write


CAUGHT: list[tuple[Callable[[House], list[str]], dict[str, str], str]] = [
    (rules.wrong_floor, {"participation/services.py": "from feedback.models import Voice"}, "feedback.models.Voice"),
    (rules.wrong_floor, {"consent/rules.py": "def f():\n    import panels.models"}, "panels.models"),
    (rules.wrong_floor, {"site/core/text.py": "from consent import models"}, "consent.models"),
    (rules.wrong_floor, {"feedback/urls.py": "from config import settings"}, "config.settings"),
    (rules.wrong_floor, {"participation/models.py": "x = ForeignKey('feedback.Survey')"}, "by name: feedback.Survey"),
    (rules.wrong_floor, {"participation/models/engagement.py": "x = ForeignKey('panels.Panel')"}, "by name: panels.Panel"),
    (rules.wrong_door, {"panels/views.py": "from feedback.views.public import start"}, "feedback.views.public.start"),
    (rules.wrong_door, {"home/models.py": "from feedback import forms"}, "feedback.forms"),
    (rules.wrong_door, {"home/models.py": "import feedback"}, "feedback"),
    (rules.wrong_door, {"site/demo/seed.py": "from feedback.tasks import rebuild"}, "feedback.tasks.rebuild"),
    (rules.wrong_room, {"feedback/models.py": "from feedback.services import send"}, "models imports from services"),
    (rules.wrong_room, {"feedback/models/voice.py": "from feedback.selectors.heard import comments"}, "models imports from selectors"),
    (rules.wrong_room, {"feedback/services/opening.py": "from feedback import tasks"}, "services imports from tasks"),
    (rules.wrong_room, {"feedback/services/opening.py": "from ..views import public"}, "services imports from views"),
    (rules.wrong_room, {"feedback/models.py": "from feedback.questionnaire import freeze"}, "models imports from questionnaire"),
    (rules.wrong_room, {"feedback/questionnaire.py": "from feedback.selectors import one"}, "questionnaire imports from selectors"),
    (rules.wrong_room, {"site/core/models/hub.py": "from core.views.health import health"}, "models imports from views"),
    (rules.unknown_room, {"feedback/things.py": ""}, "feedback/things"),
    (rules.unknown_room, {"panels/things/one.py": ""}, "panels/things"),
    (rules.circles, {"feedback/a.py": "import panels.models", "panels/b.py": "import feedback.models"}, "feedback imports itself"),
    (
        rules.circles,
        {"home/a.py": "import panels.models", "panels/b.py": "import consent.models", "consent/c.py": "import home.models"},
        "home imports itself",
    ),
    (rules.too_long, {"feedback/models.py": "x = 1\n" * 301}, "301 lines"),
    (rules.too_long, {"templates/long.html": "<p>\n" * 301}, "301 lines"),
    (rules.too_long, {"site/static/css/long.css": "a {}\n" * 301}, "301 lines"),
    (rules.too_long, {"site/static/js/long.js": "x\n" * 301}, "301 lines"),
    (rules.too_long, {"tests/test_long.py": "x = 1\n" * 301}, "301 lines"),
    (rules.too_long, {"README.md": "words\n" * 301}, "301 lines"),
    (rules.too_long, {".ci/run": "echo\n" * 301}, "301 lines"),
    (rules.drawers, {"feedback/utils.py": ""}, "feedback/utils.py"),
    (rules.drawers, {"feedback/helpers/one.py": ""}, "feedback/helpers/one.py"),
    (rules.drawers, {"site/core/misc.py": ""}, "core/misc.py"),
    (rules.drawers, {"tests/base.py": ""}, "tests/base.py"),
    (rules.signals, {"feedback/models.py": "from django.db.models.signals import post_save"}, "post_save"),
    (rules.signals, {"feedback/apps.py": "from django.db.models import signals"}, "signals"),
    (rules.signals, {"home/apps.py": "from wagtail.signals import page_published"}, "page_published"),
    (rules.signals, {"home/apps.py": "from django.dispatch import receiver"}, "receiver"),
    (rules.signals, {"site/core/apps.py": "from django.db.models.signals import post_save"}, "post_save"),
    (rules.signals, {"home/apps.py": "from django.db import models\nmodels.signals.post_save.connect(print)"}, "home/apps.py:2"),
    (rules.dangerous_tools, {"feedback/views.py": "import bleach"}, "only site/core/text.py may"),
    (rules.dangerous_tools, {"site/core/views/a.py": "from bleach.sanitizer import Cleaner"}, "only site/core/text.py may"),
    (rules.imports_inside_functions, {"feedback/services.py": "def send():\n    import json"}, "inside send()"),
    (rules.imports_inside_functions, {"tests/test_it.py": "def test_it():\n    from x import y"}, "inside test_it()"),
    (rules.imports_inside_functions, {"feedback/apps.py": "def other():\n    from x import y"}, "inside other()"),
    (rules.silenced_without_a_reason, {"feedback/a.py": "x = 1\ny = f(x)  # type: ignore[arg-type]"}, "a.py:2"),
    (rules.silenced_without_a_reason, {"feedback/b.py": "x = f()  # type: ignore"}, "b.py:1"),
    (rules.silenced_without_a_reason, {"tests/test_c.py": "import x  # noqa: E402, F401"}, "test_c.py:1"),
    (rules.silenced_without_a_reason, {"bench/d.py": "import x  #noqa"}, "d.py:1"),
    (rules.silenced_without_a_reason, {"bench/e.py": "x = f()  # type: ignore[misc]  # noqa: E501"}, "e.py:1"),
    (rules.silenced_without_a_reason, {"tests/f.py": "X = [\n    1, 2,\n]  # fmt: skip"}, "f.py:3"),
    (rules.silenced_without_a_reason, {"tests/g.py": "# fmt: off\nx = 1"}, "g.py:1"),
    (rules.skipped_without_a_reason, {"tests/test_h.py": "@pytest.mark.skip\ndef test(): ..."}, "test_h.py:1 leaves a test out by skip"),
    (rules.skipped_without_a_reason, {"tests/test_i.py": "m = pytest.mark.skipif(not ready())"}, "by skipif"),
    (rules.skipped_without_a_reason, {"tests/test_j.py": "def test():\n    pytest.skip()"}, "test_j.py:2"),
    (rules.skipped_without_a_reason, {"tests/test_k.py": "m = pytest.mark.xfail(strict=True)"}, "by xfail"),
    (rules.open_forms, {"feedback/forms.py": "class Meta:\n    fields = '__all__'"}, "fields does not name"),
    (rules.open_forms, {"feedback/forms.py": "class Meta:\n    exclude = ['slug']"}, "exclude does not name"),
    (rules.open_forms, {"feedback/forms.py": "F = modelform_factory(Survey, fields='__all__')"}, "fields does not name"),
    (rules.open_forms, {"feedback/viewsets.py": "class V:\n    exclude_form_fields: list[str] = []"}, "exclude_form_fields does not name"),
    (numbers.bare_numbers_of_people, {"templates/feedback/a.html": "<p>{{ one.number_of_people }} came</p>"}, "a.html:1"),
    (numbers.bare_numbers_of_people, {"participation/views.py": "x = row.number_of_people"}, "knows nothing"),
    (pages.unescaped, {"feedback/views.py": "from django.utils.safestring import mark_safe"}, "mark_safe"),
    (pages.unescaped, {"templates/a.html": "<p>{{ voice.text|safe }}</p>"}, "|safe"),
    (pages.unescaped, {"templates/a.html": "<p>{{ voices | safeseq }}</p>"}, "| safeseq"),
    (pages.unescaped, {"templates/a.html": "{% autoescape off %}"}, "autoescape off"),
    (pages.unescaped, {"site/static/js/a.js": "box.innerHTML = words"}, "innerHTML"),
    (pages.inline, {"templates/a.html": "<script>alert(1)</script>"}, "<script"),
    (pages.inline, {"templates/a.html": '<p style="color:red">'}, "style="),
    (pages.inline, {"templates/a.html": '<a onclick="go()">'}, "onclick="),
    (pages.leaky_components, {"templates/a.html": '{% include "components/button.html" with text="Go" %}'}, "a.html:1"),
    (pages.forms_without_a_token, {"templates/x/staff/a.html": '<p>\n<form method="post"><button></button></form>'}, "a.html:2 posts"),
    (
        pages.forms_without_a_token,
        {"templates/a.html": '{% include "b/c.html" with x=x only %}', "templates/b/c.html": "{% csrf_token %}"},
        "a.html:1 hands no token to b/c.html",
    ),
    (pages.components_without_a_contract, {"templates/components/a.html": "<p>"}, "components/a.html"),
]


@pytest.mark.parametrize(("rule", "files", "says"), CAUGHT, ids=[f"{rule.__name__}-{says}" for rule, _, says in CAUGHT])
def test_the_rule_catches_it(build: Build, rule: Callable[[House], list[str]], files: dict[str, str], says: str) -> None:
    found = rule(build(files))
    assert found
    assert says in "\n".join(found)


FINE: list[tuple[Callable[[House], list[str]], dict[str, str]]] = [
    (rules.wrong_floor, {"feedback/services.py": "from participation.models import Engagement\nfrom core.outbox import put"}),
    (rules.wrong_floor, {"feedback/models.py": "x = ForeignKey('participation.Engagement')\nhelp = 'Say why. Then go.'"}),
    (rules.wrong_door, {"feedback/services.py": "from core.outbox import put\nfrom participation.rules import why_not_close"}),
    (rules.wrong_room, {"feedback/views/public.py": "from feedback.services.sending import send\nfrom feedback.forms import Answer"}),
    (rules.wrong_room, {"feedback/models/voice.py": "from feedback.models.survey import Survey\nfrom feedback.blocks import Q"}),
    (rules.wrong_room, {"feedback/selectors/one.py": "from feedback.questionnaire import compiled"}),
    (rules.unknown_room, {"participation/lundy.py": "", "site/core/crypto.py": "", "feedback/management/commands/x.py": ""}),
    (rules.circles, {"feedback/a.py": "import participation.models", "panels/b.py": "import feedback.models"}),
    (rules.too_long, {"requirements-dev.txt": "x\n" * 999, "docs/guide.md": "x\n" * 999, "feedback/migrations/0001.py": "x\n" * 999}),
    (rules.too_long, {"feedback/models.py": "x = 1\n" * 300, "var/log.txt": "x\n" * 999, ".venv/x.py": "x\n" * 999}),
    (
        rules.signals,
        {"site/core/apps.py": "from django.db.models.signals import post_migrate\nfrom allauth.account.signals import user_logged_in"},
    ),
    (rules.dangerous_tools, {"site/core/text.py": "import bleach"}),
    (rules.imports_inside_functions, {"manage.py": "def main():\n    import django", "a/apps.py": "def ready(self):\n    from a import b"}),
    (
        rules.silenced_without_a_reason,
        {
            "feedback/a.py": "x = f()  # type: ignore[misc]  # ships no types\ny = '# noqa'  # plain",
            "feedback/b.py": "x = 1  # noqa: DJ001  so",
        },
    ),
    (
        rules.skipped_without_a_reason,
        {"tests/a.py": "m = pytest.mark.skipif('x', reason='SQLite has no roles')\npytest.skip('No browser')\nbox.skip()"},
    ),
    (rules.open_forms, {"feedback/forms.py": "class Meta:\n    fields = ('title', 'slug')"}),
    (
        numbers.bare_numbers_of_people,
        {
            "participation/views.py": "from core.small_numbers import numbers\nx = numbers.people(row.number_of_people, below=5)",
            "participation/models.py": "x = row.number_of_people",
            "templates/consent/a.html": "<p>{{ breach.number_of_people }}</p>",
        },
    ),
    (pages.unescaped, {"templates/a.html": "<p>{{ text|safewords }} safe</p>", "feedback/views.py": "format_html('<b>{}</b>', text)"}),
    (pages.inline, {"templates/a.html": '<script src="/a.js" defer></script><script type="application/json">{}</script>'}),
    (
        pages.leaky_components,
        {"templates/a.html": '{% include "components/button.html" with text="Go" only %}{% include "home/card.html" %}'},
    ),
    (
        pages.forms_without_a_token,
        {
            "templates/a.html": '<form method="post">{% csrf_token %}</form>{% include "b.html" with csrf_token=csrf_token only %}',
            "templates/b.html": "{% csrf_token %}",
            "templates/consent/public/a.html": '<form method="post"></form>',
        },
    ),
    (pages.components_without_a_contract, {"templates/components/a.html": "{# text #}<p>"}),
]


@pytest.mark.parametrize(("rule", "files"), FINE, ids=[f"{rule.__name__}-{next(iter(files))}" for rule, files in FINE])
def test_the_rule_leaves_good_work_alone(build: Build, rule: Callable[[House], list[str]], files: dict[str, str]) -> None:
    assert rule(build(files)) == []


def test_every_rule_is_shown_to_catch_something() -> None:
    assert {rule for rule, _, _ in CAUGHT} == set(RULES)
