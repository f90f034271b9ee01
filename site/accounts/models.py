"""Who signs in: staff. Families never have an account (DESIGN promise 3)."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Makes users from an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user. Without a password the account is code-only: an unusable one is set, never an empty one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)  # None makes it unusable, so allauth never asks for it
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make the technical administrator; for set-up and emergencies, not for daily work."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail, whatever its capitals."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A member of staff. Their name is shown to colleagues, never to families: the public sees posts (core.Post)."""

    username = None  # type: ignore[assignment]  # Django's way to drop an inherited field
    email = models.EmailField("e-mail", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # ours takes no username
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "member of staff"
        verbose_name_plural = "staff"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_for_each_email")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email
