"""People and places: departments with their dates, staff, where they are posted and in which roles they act."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from monosashi.office.accounts.permissions import Role
from monosashi.office.events.values import Actor


class Department(models.Model):
    """A department from one date to another. Renaming, merging and splitting end one and begin another (`Succession`).

    `code` is opaque, unique in the municipality and the same as in plan documents. `valid_to` is the last day, None without end.
    """

    code = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    """Under which it began. Where it stood later say its `moves`."""
    is_group = models.BooleanField(default=False)
    """A group stands for its members (各市民サービスセンター)."""
    members = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="groups")
    coordinating_office = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "code")

    def __str__(self) -> str:
        return self.name


class Move(models.Model):
    """From a day on the department stands under another; `parent` None: under none."""

    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="moves")
    parent = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="moves_here")
    since = models.DateField()

    class Meta:
        ordering = ("since", "pk")


class SuccessionKind(models.TextChoices):
    """How a department came out of another."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"


class Succession(models.Model):
    """`successor` goes on with the work of `predecessor` from a date on."""

    predecessor = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=16, choices=SuccessionKind)
    since = models.DateField()
    told_by = models.CharField(max_length=100, blank=True)
    """Who entered it, as they were called that day. "" for what came with a plan."""
    told_at = models.DateTimeField(null=True)


class StaffManager(BaseUserManager["Staff"]):
    """Makes accounts."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Staff":
        """An account. Without a password nobody can log in with one (directory, single sign-on)."""
        staff = self.model(username=username, **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff


class Staff(AbstractBaseUser):
    """An employee's account. `username` is the log-in name (職員番号); `name` how the person is called on screens."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    last_day = models.DateField(null=True, blank=True)
    """After this day the account is nobody's any more; None without end."""
    password_is_temporary = models.BooleanField(default=False)
    """Somebody else made the password: it is changed before anything else is done."""
    password_until = models.DateField(null=True, blank=True)
    """The last day on which a temporary password opens the door; None without end."""

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = StaffManager()

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name

    @property
    def as_actor(self) -> Actor:
        """How events name this person."""
        return Actor(self.pk, self.name)


class Transfer(models.Model):
    """A transfer entered ahead (内示) that takes effect on its day (発令): the rows that it ends and begins carry their dates.

    Before the day only whoever manages people sees it. `restore` is what the ended rows said before, for a transfer that is
    called off: `{"postings": {id: last day or None}, "roles": {...}}`.
    """

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="transfers")
    day = models.DateField()
    entered_by = models.BigIntegerField(null=True)
    entered_by_label = models.CharField(max_length=100, blank=True)
    entered_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)
    restore = models.JSONField(default=dict)

    class Meta:
        ordering = ("day", "pk")


class Posting(models.Model):
    """Where somebody works, under which post, from one day to another (both included). One may hold several (兼任)."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="postings")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="postings")
    post = models.CharField(max_length=64, blank=True)
    concurrent = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    begun_by = models.ForeignKey(Transfer, null=True, on_delete=models.SET_NULL, related_name="postings_begun")

    class Meta:
        ordering = ("concurrent", "valid_from", "pk")


class RoleAssignment(models.Model):
    """A role that somebody acts in. `department` None: in the whole city; `plan` "": in every plan."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=32, choices=[(role.value, role.value) for role in Role])
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="roles")
    plan = models.CharField(max_length=128, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    given_by = models.BigIntegerField(null=True)
    given_by_label = models.CharField(max_length=100, blank=True)
    given_at = models.DateTimeField(null=True)
    begun_by = models.ForeignKey(Transfer, null=True, on_delete=models.SET_NULL, related_name="roles_begun")

    class Meta:
        ordering = ("role", "valid_from", "pk")


class ActingFor(models.Model):
    """Somebody confirms in another's place (代決・不在時の代理), from one day to another (both included).

    Either for a person (`absent`: their roles of a confirmer pass on, as far as they have them that day), or for a vacant post of a
    department (`department`, `post`: a confirmer of that department).
    """

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="acting")
    absent = models.ForeignKey(Staff, null=True, on_delete=models.CASCADE, related_name="absences")
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="acting")
    post = models.CharField(max_length=64, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    given_by_label = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("valid_from", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(absent__isnull=True) ^ models.Q(department__isnull=True), name="acting_for_one"
            ),
        ]


class HandOver(models.Model):
    """Work that goes from one person to another with a transfer. Both are told from its day on.

    `items` is a list of `{"kind", "id", "label", "plan"}`: labels of that day, so that it outlives what it describes.
    """

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="hand_overs")
    leaver = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="handed_over")
    successor = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="taken_over")
    day = models.DateField()
    items = models.JSONField(default=list)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("-day", "pk")
