"""What opens by a link without an account: whose it is stands beside its hash, and only who holds our keys can make the link."""

from django.db import models


class OpensByLink(models.Model):
    """Laid below a row that somebody opens by a link until it is over (decision 0061).

    `salt` makes the link, a new one ends it; `token_hash` finds the row; `for_whom` is a keyed hash of how its reader was reached when it
    was made, so that a changed address ends the links that went to the old one.
    """

    salt = models.CharField(max_length=64, blank=True, editable=False)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    for_whom = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True


class AskedByLetter(OpensByLink):
    """The same for what a letter asks. `queued_at` is when staff asked for a letter that has not left yet, `asked_at` when the first left;
    without that nobody wrote to them. `held_back` says why the last one did not leave, in words that name nobody.
    """

    queued_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    held_back = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
