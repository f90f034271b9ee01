"""Writing, adopting and agreeing to how a panel works."""

from collections.abc import Collection, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from core import audit
from core.overtaken import refuse_if_overtaken
from core.text import normalise
from panels.choices import HowAgreed
from panels.models import Membership, Panel, Terms, TermsAgreement
from panels.rules import terms as rules
from panels.selectors import terms as selectors
from panels.services.panels import held
from panels.terms_template import HEADINGS


@transaction.atomic
def write_terms(*, panel: Panel, words: Mapping[str, str], review_on: date | None, by: User, seen: int | None = None) -> Terms:
    """Keep the draft of how a panel works, a new version where none is being written. Nothing needs to be complete.

    `words` is by the keys of `terms_template.HEADINGS`; `seen` is the draft's version that the page showed, 0 for none. Raises
    ValidationError by heading for what is too long, and Overtaken where a colleague saved meanwhile.
    """
    panel = held(panel, by)
    draft = selectors.draft_of(panel)
    refuse_if_overtaken(seen=seen, now=draft.version if draft else 0, theirs=draft)
    kept = {one.key: normalise(words.get(one.key, "")).strip() for one in HEADINGS}
    if problems := rules.why_too_long(kept):
        raise ValidationError(problems)
    if draft is None:
        last = Terms.objects.filter(panel=panel).aggregate(last=Max("number"))["last"] or 0
        draft = Terms(panel=panel, number=last + 1, written_by=by, version=0)
    draft.words, draft.review_on, draft.version = {key: said for key, said in kept.items() if said}, review_on, draft.version + 1
    draft.save()
    audit.record("panels.terms.write", draft, by=by, hub_id=panel.hub_id, number=draft.number)
    return draft


@transaction.atomic
def adopt_terms(*, terms: Terms, on: date, by: User, today: date, seen: str | None = None) -> Terms:
    """Write down that the panel adopted its words on a day: from now on they are like stone.

    `seen` is the mark of the words that the page showed: nobody adopts what a colleague wrote meanwhile. Raises Overtaken, and
    ValidationError with every reason.
    """
    panel = held(terms.panel, by)
    row = Terms.objects.select_for_update().get(pk=terms.pk, panel=panel)
    refuse_if_overtaken(seen=seen, now=row.mark, theirs=row)
    row.review_on = row.review_on or rules.suggested_review(on)
    if reasons := rules.why_not_adopt(row, on=on, today=today):
        raise ValidationError(reasons)
    row.adopted_on, row.adopted_by = on, by
    row.save(update_fields=["adopted_on", "adopted_by", "review_on"])
    audit.record("panels.terms.adopt", row, by=by, hub_id=panel.hub_id, number=row.number, on=on.isoformat())
    return row


@transaction.atomic
def agree(*, terms: Terms, members: Collection[Membership], on: date, how: str, by: User | None, today: date) -> int:
    """Write down that members agreed to a version, and how; return how many are new. Saying it twice does no harm.

    `by` is None when a member says it themselves. Raises ValidationError with every reason, also where the panel adopted another version
    since they read this one.
    """
    panel = held(terms.panel, by, "member.edit")
    holds = selectors.in_force(panel)
    if holds and holds != terms:
        raise ValidationError([rules.adopted_meanwhile(holds)])
    if how not in HowAgreed.values:
        raise ValidationError(["Say how they agreed."])
    rows = list(Membership.objects.filter(pk__in=[one.pk for one in members]))
    reasons = [reason for one in rows for reason in rules.why_not_agree(terms, one, on=on, today=today)]
    if reasons:
        raise ValidationError(list(dict.fromkeys(reasons)))
    known = set(TermsAgreement.objects.filter(terms=terms, membership__in=rows).values_list("membership", flat=True))
    new = [TermsAgreement(terms=terms, membership=one, agreed_on=on, how=how) for one in rows if one.pk not in known]
    TermsAgreement.objects.bulk_create(new)
    if new:
        audit.record("panels.terms.agree", terms, by=by, hub_id=panel.hub_id, members=len(new))
    return len(new)
