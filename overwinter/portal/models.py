"""How people of providers come in: links, codes, devices they are known on; and what they sent from which page."""

from datetime import date

from django.conf import settings
from django.db import models
from encrypted_fields.fields import EncryptedCharField

from overwinter.kernel.phones import dialled
from overwinter.organisations.api import Council
from overwinter.portal.domain.entering import DeviceFacts, LinkFacts, Tries
from overwinter.portal.domain.numbers import NumberEnd, NumberFacts
from overwinter.providers.api import Contact, Location, ProviderAccess


class LinkAsked(models.Model):
    """Somebody asked for a link, for an address that may be known or not. Kept for a day, to count them."""

    address = EncryptedCharField(max_length=254, null=True, blank=True)
    """Emptied once the link has gone, or there was nobody to send it to."""
    address_digest = models.CharField(max_length=64)
    network_digest = models.CharField(max_length=64)
    """Keyed digest of the network address the asking came from."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["address_digest", "at"], name="link_asked_by_address"),
            models.Index(fields=["network_digest", "at"], name="link_asked_by_network"),
        ]

    def __str__(self) -> str:
        return f"asked at {self.at}"


class SignInLink(models.Model):
    """A link that was sent. Its secret is in the mail and nowhere else."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"link of {self.user_id}"

    @property
    def facts(self) -> LinkFacts:
        return LinkFacts(self.expires_at, self.used_at)


class SignInCode(models.Model):
    """A code for a device that is not known, sent to a mobile or read out by an officer."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The officer who read it out; none: it went by text message."""
    undelivered = models.CharField(max_length=300, blank=True, default="", db_default="")
    """Why no text message went or arrived, as whatever carries them said it; empty where one did."""
    message_id = models.CharField(max_length=60, blank=True, default="", db_default="")
    """Of the text message at Notify, while it is not known what became of it."""

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["user", "-made_at"], name="sign_in_code_newest")]

    def __str__(self) -> str:
        return f"code of {self.user_id}"


class CodeTries(models.Model):
    """How many wrong codes were entered for a person, since one was right."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["user"]

    def __str__(self) -> str:
        return f"{self.wrong} wrong"

    @property
    def facts(self) -> Tries:
        return Tries(self.wrong, self.last_at)


class KnownDevice(models.Model):
    """A phone or computer on which a person has entered a code: none is asked for there until a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    """Of the secret in the device's cookie. Two people may share a device."""
    label = models.CharField(max_length=80)
    known_since = models.DateTimeField()
    known_until = models.DateTimeField()
    last_seen = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["user", "-last_seen", "-id"]
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="known_device_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def facts(self) -> DeviceFacts:
        return DeviceFacts(self.known_until, self.forgotten_at)


class NumberAsked(models.Model):
    """That a contact’s number, to which codes go, should be another: asked for in the portal, and confirmed or not."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    """As it stood when it was asked, with the number of before."""
    phone = EncryptedCharField(max_length=60, null=True, blank=True)
    """The new one. Emptied once it is decided; of one that was taken the contact has it."""
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    code_digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    code_until = models.DateTimeField(null=True, blank=True)
    codes = models.PositiveSmallIntegerField(default=0, db_default=0)
    undelivered = models.CharField(max_length=300, blank=True, default="", db_default="")
    """Why the newest code did not go to the old number, or arrive there."""
    message_id = models.CharField(max_length=60, blank=True, default="", db_default="")
    """Of the text message at Notify, while it is not known what became of it."""
    end = models.CharField(max_length=12, blank=True, choices=[(each.value, each.value) for each in NumberEnd])
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["contact"], condition=models.Q(end=""), name="number_asked_waits_once")
        ]

    def __str__(self) -> str:
        return f"a new number for contact {self.contact_id}"

    def facts_on(self, today: date) -> NumberFacts:
        return NumberFacts(
            self.ends_at, bool(self.end), self.contact.until is None or self.contact.until > today, self.codes
        )


class AccessByAddress(models.Model):
    """That an access came from the address of a contact, not from an officer: it holds no longer than the contact."""

    access = models.OneToOneField(ProviderAccess, on_delete=models.CASCADE, related_name="by_address")

    class Meta:
        ordering = ["access"]

    def __str__(self) -> str:
        return f"access {self.access_id}"


class Helpline(models.Model):
    """Where a council's providers reach it: it stands on every page of the portal and in its mails."""

    council = models.OneToOneField(Council, on_delete=models.PROTECT, related_name="+")
    team = models.CharField(max_length=120)
    phone = models.CharField(max_length=60)
    hours = models.CharField(max_length=120, blank=True)
    """In words: "8:30 to 17:00"."""

    class Meta:
        ordering = ["council"]

    def __str__(self) -> str:
        return f"{self.team}, {self.phone}"

    @property
    def dial(self) -> str:
        """As a telephone dials it: "+441632960100"."""
        return dialled(self.phone)


class SentOnce(models.Model):
    """That what was filled in on one page was sent: the page's own key, by which a repeat changes nothing."""

    key = models.UUIDField(unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="+")
    form_code = models.CharField(max_length=60)
    period_start = models.DateField()
    number = models.PositiveIntegerField()
    """Which submission of the return it became."""
    digest = models.CharField(max_length=64)
    """Of what was sent: something else from the same page is a change, not a repeat."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.form_code} for {self.period_start}, {self.number}"
