"""What staff do with a canary, inside its Earshot: tests/prove/canary.py calls these through `Served.tell`, with all a canary is."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.choices import Source
from consent.models import (
    InformationLetter,
    InformationRequest,
    LetterWay,
    Person,
    Purpose,
    RightsRequest,
    SharingAgreement,
    SharingFile,
    index_of,
)
from consent.rules import ledger as rules
from consent.selectors import purposes as purposes_selectors
from consent.selectors import rights as rights_selectors
from consent.services import formats, information, ledger, ledger_proof, people, purposes, rights, rights_copy
from consent.services.people_lists import PEOPLE
from core.choices import RoleKind
from core.crypto import encrypted_fields
from core.imports import asking
from core.models import Hub
from core.questions import About
from core.rotation import sealed_models
from tests import builders
from tests.cast import give_role, make_user
from tests.consent.sharing_people import signed
from tests.prove.canary_panels import sit_on_a_panel
from tests.prove.canary_photos import begin_pages, photos, show_on_pages

__all__ = ["photos"]  # an act like those below
TODAY = timezone.localdate()
Said = Mapping[str, Any]


def begin(**_: Any) -> str:
    """Make a hub, its survey, pages, and those who work with families; return the question's id."""
    begin_pages()
    purposes.begin()
    hub = builders.make_hub("Finch hub")
    give_role(make_user("Petra"), RoleKind.PANEL_COORDINATOR)
    give_role(make_user("Priya"), RoleKind.DATA_PROTECTION_OFFICER)
    lead = make_user("Leo")
    give_role(lead, RoleKind.ENGAGEMENT_LEAD)
    signed(lead, priya())
    information.take_in(reference="FOI-2026-0001", asked="What is held?", received_on=TODAY, by=priya(), today=TODAY)
    survey = builders.make_open_survey(hub, slug="canary", mode="code", questions=[builders.long_text("What next?")])
    return str(survey.questions.get_prep_value()[0]["id"])


def petra() -> User:
    """Return who looks after panels."""
    return User.objects.get(first_name="Petra")


def priya() -> User:
    """Return the data protection officer."""
    return User.objects.get(first_name="Priya")


def person_of(canary: Said) -> Person:
    """Return the record of a canary that is in use."""
    return Person.objects.get(email_index=index_of("email", canary["email"]), merged_into=None)


def number(**canary: Any) -> str:
    """Return the number of their record."""
    return str(person_of(canary).pk)


def write_down(**canary: Any) -> str:
    """Come with a list, be corrected, be joined with a second record, say yes on paper that is scanned."""
    hub = Hub.objects.get(name="Finch hub")
    row = f"{canary['name']},{canary['email']},{canary['phone']},1 {canary['name']} Lane,yes,Finch hub\n"
    file = [b"Name,E-mail,Phone,Address,Safe to write there,Hub\n", row.encode()]
    run = asking.begin(kind=PEOPLE, by=petra(), name=f"{canary['name']}.csv", chunks=file)
    asking.choose(run=run, columns=run.columns)
    asking.ask_to_try(run, here=True)
    run.refresh_from_db()
    asking.ask_to_bring_in(run, by=petra(), here=True)
    person = person_of(canary)
    assert person.source == Source.LIST
    said = {"is_young": True, "decided_by": f"Mother of {canary['name']}", "says_may_decide": True}
    people.change_person(person=person, said=said, by=petra())
    twice = people.add_person(said={"name": f"{canary['name']} again", "phone": canary["phone"], "hub": hub, "safe": "yes"}, by=petra())
    people.merge_people(stays=person, goes=twice, by=petra())
    purpose = Purpose.objects.get(key="photo")
    wording = purposes_selectors.current_of(purpose, language="en-gb", audience="adults")
    assert wording
    by_their_mother: dict[str, Any] = {"given_by": "decider", "decided_by": f"Mother of {canary['name']}", "is_explicit": True}
    on_paper: dict[str, Any] = {"method": "paper", "language": "en-gb", "given_on": TODAY}
    agreed = rules.Said(person=person, purpose=purpose, wording=wording, decision="granted", **by_their_mother, **on_paper)
    page = f"%PDF-1.7 {canary['name']} ".encode() * 400
    record = ledger.record(said=agreed, by=petra(), hub=hub, today=TODAY, scan=("pdf", page)).record
    ledger_proof.open_names(record=record, by=petra())
    ledger_proof.open_scan(record=record, by=petra())
    _share_and_look_for(person, canary["name"])
    show_on_pages(person, canary["name"], hub)
    sit_on_a_panel(person, canary, hub=hub, by=petra(), today=TODAY)
    _wants_large_print(hub, canary)
    return str(person.pk)


def _share_and_look_for(person: Person, name: str) -> None:
    """Let a file for a partner wait that they are in, and let somebody look for their name under the information law."""
    facts = {"made_at": timezone.now(), "why_now": "regular", "data_items": ["name"], "left_out": {}, "digest": "0" * 64}
    SharingFile.objects.create(
        agreement=SharingAgreement.objects.get(), made_by=priya(), people=[str(person.pk)], content=f"Name\n{name}".encode(), **facts
    )
    beside = {"words": f"We asked {name}.", "remark": f"Leave out {name}."}
    InformationLetter.objects.update_or_create(request=InformationRequest.objects.get(), defaults=beside)
    information.search(request=InformationRequest.objects.get(), words=name, since=None, until=None, hubs=[], by=priya())


def _wants_large_print(hub: Hub, canary: Said) -> None:
    """Ask for large print, to be rung about it: nothing but the number says whose it is."""
    chosen = {"way": "large_print", "how": "ring", "safe": "yes", "language": "en-gb", "kind": "survey", "key": "canary"}
    said = {"name": canary["name"], "contact": canary["phone"]}
    formats.ask_in_another_way(token=canary["phone"], about=About("Canary", "/"), hub=hub, said=said, **chosen)


def look_at_every_screen(**canary: Any) -> dict[str, int]:
    """Open the screens about them, signed in; returns what each answered."""
    person, found = person_of(canary), dict[str, int]()
    for user, addresses in (
        (petra(), [reverse("families:one", args=[person.pk]), reverse("families:change", args=[person.pk]), reverse("families:index")]),
        (priya(), [reverse("rights:index"), *(reverse("rights:one", args=[one.pk]) for one in RightsRequest.objects.all())]),
    ):
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(user)
        found |= {address: client.get(address).status_code for address in addresses}
        found["search"] = client.post(reverse("families:index"), {"words": canary["name"]}, follow=True).status_code
    return found


def give_a_copy(**canary: Any) -> int:
    """Answer what they asked: judge the parts that wait, write a letter with their name, give it."""
    asked = RightsRequest.objects.get(kind="access", person=person_of(canary))
    for part in rights_selectors.parts_of(asked):
        if part.is_waiting:
            rights_copy.judge_part(
                request=asked, key=part.key, verdict="redact", instead=f"{canary['name']}, [taken out]", by=priya(), today=TODAY
            )
    rights_copy.open_copy(request=asked, by=priya())
    rights.decide(request=asked, verdict="yes", why="", answer=f"Dear {canary['name']}, here it is.", by=priya(), today=TODAY)
    rights_copy.take_copy(request=asked, by=priya(), today=TODAY)
    rights.finish(request=asked, by=priya(), today=TODAY)
    return len(rights_selectors.parts_of(asked))


def ask_to_be_forgotten(**canary: Any) -> None:
    """Ask by the door, for who does not come by it themselves."""
    rights.receive(kind="erasure", how="door", received_on=TODAY, today=TODAY, person=person_of(canary))


def forget(*, left_out: str = "", **canary: Any) -> str:
    """Decide and erase, perhaps with one who answers person.erase left out; returns the letter as it is printed."""
    settings.PROVIDERS = {name: [path for path in paths if path != left_out] for name, paths in settings.PROVIDERS.items()}
    asked = RightsRequest.objects.get(kind="erasure", person=person_of(canary))
    rights.decide(request=asked, verdict="yes", why="", answer="We have deleted it.", by=priya(), today=TODAY)
    rights.erase(request=asked, by=priya(), today=TODAY)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(priya())
    return str(client.get(reverse("rights:letter", args=[asked.pk])).text)


def send_the_letter(**canary: Any) -> bool:
    """Say that they have the letter; returns whether its page could say until then, by its button, how it reaches them."""
    asked = next(kept.request for kept in LetterWay.objects.all() if canary["email"] in kept.way)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(priya())
    address = client.post(reverse("rights:address", args=[asked.pk]))
    rights.finish(request=asked, by=priya(), today=TODAY)
    return canary["email"] in address.text


def sealed(*, traces: list[str], **_: Any) -> list[list[str]]:
    """Every sealed value that tells of them when it is opened: [where, as it is stored]."""
    found = []
    for model in sealed_models():
        for name in encrypted_fields(model):
            stored = dict(model._default_manager.values_list("pk", name))
            for row in model._default_manager.all():
                value = getattr(row, name)
                words = value.decode("latin-1") if isinstance(value, bytes) else value or ""
                if any(trace in words.lower() for trace in traces):
                    found.append([f"{model._meta.label}.{name}", str(stored[row.pk])])
    return found


def indexes(**canary: Any) -> list[str]:
    """By what they are found again without being opened."""
    return [index_of("email", canary["email"]), index_of("phone", canary["phone"])]
