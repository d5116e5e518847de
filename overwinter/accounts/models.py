"""People who sign in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from encrypted_fields.fields import EncryptedCharField


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, *, name: str, **fields: Any) -> "User":
        """A new person. Without ``password`` they cannot sign in until they have chosen one."""
        user = self.model(email=clean_address(email), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


def clean_address(email: str) -> str:
    """An address as it is kept: no spaces round it, in small letters, so that one person has one account."""
    return email.strip().lower()


class User(AbstractBaseUser):
    """A person. The address signs them in; the name is personal data and is encrypted where it stands."""

    email = models.EmailField("email address", unique=True)
    name = EncryptedCharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_system_admin = models.BooleanField(default=False)
    is_provider = models.BooleanField(default=False, db_default=False)
    """Outside every council: answers for care homes in the provider portal, comes in by a link and never by a password.
    Of such a person no name is kept."""
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_provider=False) | Q(is_system_admin=False), name="provider_runs_no_installation"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)
