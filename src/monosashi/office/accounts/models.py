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


class Posting(models.Model):
    """Where somebody works, under which post, from one day to another (both included). One may hold several (兼任)."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="postings")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="postings")
    post = models.CharField(max_length=64, blank=True)
    concurrent = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)


class RoleAssignment(models.Model):
    """A role that somebody acts in. `department` None: in the whole city; `plan` "": in every plan."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=32, choices=[(role.value, role.value) for role in Role])
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="roles")
    plan = models.CharField(max_length=128, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
