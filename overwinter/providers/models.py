"""Care organisations, their locations and services, whom to ask there, and what each directory edition changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from encrypted_fields.fields import EncryptedCharField

from overwinter.infra.models import StoredFile
from overwinter.organisations.api import Council
from overwinter.providers.domain.kinds import (
    ChangeKind,
    ContactPurpose,
    EditionState,
    LocationState,
    Rating,
    ServiceKind,
    Source,
)


def _choices(
    kind: type[ServiceKind] | type[LocationState] | type[Rating] | type[ContactPurpose],
) -> list[tuple[str, str]]:
    return [(each.value, each.label) for each in kind]


class Organisation(models.Model):
    """Who provides care: a company, a charity, a council's own service. One row, in whichever councils it works."""

    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Whose it is alone, where it was entered by hand; none: the regulator's directory names it."""
    cqc_id = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=300)
    brand = models.CharField(max_length=300, blank=True)
    ownership = models.CharField(max_length=100, blank=True)
    companies_house = models.CharField(max_length=40, blank=True)
    charity_number = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    website = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(cqc_id="") | Q(council__isnull=False), name="organisation_known_by"),
            models.UniqueConstraint(fields=["cqc_id"], condition=~Q(cqc_id=""), name="organisation_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """Where care is provided, or run from. Every operation hangs on it."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="locations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="locations")
    cqc_id = models.CharField(max_length=40, blank=True)
    """The regulator's id of it; empty where it is not registered."""
    ods_code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=300)
    main_service = models.CharField(max_length=20, choices=_choices(ServiceKind))
    """The first of its services, by which it is listed and compared with its like."""
    state = models.CharField(max_length=10, choices=_choices(LocationState), default=LocationState.OPEN.value)
    state_since = models.DateField(null=True, blank=True)
    """None: nobody told."""
    state_why = models.CharField(max_length=400, blank=True)
    in_house = models.BooleanField(default=False)
    """Run by the council itself; else independent."""
    dormant = models.BooleanField(default=False)
    beds = models.PositiveIntegerField(null=True, blank=True)
    """Registered beds; none: it has none, or nobody told."""
    address = models.CharField(max_length=400, blank=True)
    town = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    district = models.CharField(max_length=120, blank=True)
    ward = models.CharField(max_length=120, blank=True)
    uprn = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    website = models.CharField(max_length=300, blank=True)
    rating = models.CharField(max_length=24, blank=True, choices=_choices(Rating))
    rated_on = models.DateField(null=True, blank=True)
    rating_inherited = models.BooleanField(default=False)
    """Given to the location before it passed to this organisation."""
    registered_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Source])
    seen_on = models.DateField(null=True, blank=True)
    """The day of the newest edition of the directory that names it."""
    kept_by_hand = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), blank=True)
    """Field to what the directory said of it when somebody put it right: until it says otherwise, theirs stays."""

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "cqc_id"], condition=~Q(cqc_id=""), name="location_once_in_council"
            )
        ]
        indexes = [
            models.Index(fields=["council", "state", "name", "id"], name="location_by_name"),
            models.Index(fields=["council", "name", "id"], name="location_in_order"),
            models.Index(fields=["council", "main_service", "state"], name="location_by_service"),
            models.Index(fields=["council", "district", "ward"], name="location_by_area"),
        ]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """Something a location provides from a day until a day (none: still, or from ever)."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="services")
    kind = models.CharField(max_length=20, choices=_choices(ServiceKind))
    registered = models.PositiveIntegerField(null=True, blank=True)
    """Beds of a care home, people elsewhere; none: nobody told."""
    contracted = models.PositiveIntegerField(null=True, blank=True)
    """What the council has a contract for: beds of a care home, hours a week elsewhere."""
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["location", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["location", "kind"], condition=Q(until__isnull=True), name="service_once_in_location"
            )
        ]

    def __str__(self) -> str:
        return ServiceKind(self.kind).label


class Contact(models.Model):
    """Whom to ask at a location, for what. Names, numbers and addresses are encrypted where they stand."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="contacts")
    purpose = models.CharField(max_length=24, choices=_choices(ContactPurpose))
    title = models.CharField(max_length=120, blank=True)
    """The job: "Deputy manager"."""
    name = EncryptedCharField(max_length=200, null=True, blank=True)
    """An encrypted text that is empty is stored as none."""
    phone = EncryptedCharField(max_length=60, null=True, blank=True)
    email = EncryptedCharField(max_length=254, null=True, blank=True)
    email_digest = models.CharField(max_length=64, blank=True)
    """Keyed digest of the address, by which a sign-in link finds its contact; empty without an address."""
    note = models.CharField(max_length=300, blank=True)
    """What to know before ringing: "until 14:00"."""
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)
    """The last day away; none: until somebody says otherwise."""
    source = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Source], default=Source.HAND.value,
        db_default=Source.HAND.value,
    )  # fmt: skip
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["location", "purpose", "id"]
        indexes = [models.Index(fields=["email_digest"], name="contact_by_address")]

    def __str__(self) -> str:
        return ContactPurpose(self.purpose).label


class Kit(models.Model):
    """Equipment for clinical support at a location: tablets, pulse oximeters, thermometers."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="kit")
    item = models.CharField(max_length=120)
    count = models.PositiveIntegerField(null=True, blank=True)
    """None: it is not known how many."""
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["location", "item", "id"]
        constraints = [models.UniqueConstraint(fields=["location", "item"], name="kit_item_once")]

    def __str__(self) -> str:
        return self.item


class ProviderAccess(models.Model):
    """A person outside the council who answers for a location in the provider portal."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="provider_access")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="access")
    title = models.CharField(max_length=120, blank=True)
    """As what they act: "Deputy manager"."""
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["location", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "location"], condition=Q(until__isnull=True), name="provider_access_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title or 'Manager'}, {self.location}"


class DirectoryEdition(models.Model):
    """An edition of the regulator's directory of locations that somebody brought in."""

    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """For whose locations it is read; none: for every council of the installation."""
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    as_of = models.DateField()
    """The day of the edition."""
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in EditionState], default=EditionState.UPLOADED.value
    )
    failure = models.TextField(blank=True)
    totals = models.JSONField(default=dict)
    """Rows read, passed over and why, and how many of each kind of change."""
    reached = models.PositiveIntegerField(default=0)
    """How many of its changes are applied."""
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    """When somebody said to apply it: the moment of every event it makes, however long the applying takes."""
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        return self.name


class DirectoryChange(models.Model):
    """What an edition would change, or has changed, about one location."""

    edition = models.ForeignKey(DirectoryEdition, on_delete=models.CASCADE, related_name="changes")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(each.value, each.value) for each in ChangeKind])
    cqc_id = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    location = models.ForeignKey(Location, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    values = models.JSONField()
    """What the edition says, by field; for a change also what stood before."""
    manager = EncryptedCharField(max_length=200, null=True, blank=True)
    """The registered manager the edition names, where that is new."""
    rank = models.PositiveSmallIntegerField(default=0, db_default=0)
    """Its place among changes of its kind: the lower, the more must it be known."""
    looks_like = models.ForeignKey(Location, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Of an opening: what somebody entered by hand that may be the same."""
    joined = models.BooleanField(null=True, blank=True)
    """Whether the two are the same, as somebody decided; none: nobody did yet."""
    left_out = models.BooleanField(default=False)
    """Somebody decided not to take it over."""
    applied = models.BooleanField(default=False)

    class Meta:
        ordering = ["edition", "kind", "rank", "name", "id"]
        constraints = [models.UniqueConstraint(fields=["edition", "council", "cqc_id"], name="directory_change_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


class DirectoryArea(models.Model):
    """What the directory calls the council's area, where the council's own name does not tell."""

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["council"]

    def __str__(self) -> str:
        return self.name


class Neighbourhood(models.Model):
    """A district of the council (no ward), a ward of a district, or a ward of a council without districts."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    district = models.CharField(max_length=120, blank=True)
    ward = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["council", "district", "ward", "id"]
        constraints = [models.UniqueConstraint(fields=["council", "district", "ward"], name="neighbourhood_once")]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.ward, self.district) if part)


class LocationEvent(models.Model):
    """One fact of a location that changed: what stood before, what stands now, who said so and why."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    """The location's, so that a council's newest are found among its own."""
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    what = models.CharField(max_length=60)
    """The field in words, or "opened", "closed"."""
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    why = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Source])
    edition = models.ForeignKey(DirectoryEdition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_as = models.CharField(max_length=200, blank=True, default="", db_default="")
    """The role in whose name it was said."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["location", "-at", "-id"]
        indexes = [
            models.Index(fields=["location", "-at"], name="location_event_newest"),
            models.Index(fields=["council", "-at", "-id"], name="location_event_of_council"),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.location_id}"


class RegisterMark(models.Model):
    """How often the council's register changed in what counts are made of: its locations, their kinds of service,
    since when and until when. Whoever keeps a count of locations knows by it whether the count still stands."""

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="register_mark")
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["council"]

    def __str__(self) -> str:
        return f"{self.council_id}: {self.number}"
