"""`manage.py check` for who may do what: declared powers and offices agree, and the database keeps their rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.models import Model
from guardian.models import GroupObjectPermission

from .models import Body, DataKey
from .powers import NATIONAL_ALONE, OFFICES, ON_BODIES, kinds_with
from .rules import TRIGGERS
from .triggers import missing


@register
def every_power_is_declared_and_given(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """`Body.Meta.permissions` and `OFFICES` name the same powers."""
    declared = {codename for codename, _name in Body._meta.permissions}
    given = {power for office in OFFICES.values() for power in office.powers}
    hint = "Name it in Body.Meta.permissions and in accounts/powers.py."
    said = "The power '{}' is not both declared on Body and given by an office."
    return [Error(said.format(power), hint=hint, id="accounts.E001") for power in sorted(declared ^ given)]


@register
def only_the_national_office_suspends(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    hint = "Take it out of that office in accounts/powers.py."
    said = "The power '{}' is given outside the national office."
    misplaced = [power for power in sorted(NATIONAL_ALONE) if kinds_with(power) - {"national"}]
    return [Error(said.format(power), hint=hint, id="accounts.E002") for power in misplaced]


@register(Tags.database)
def the_database_keeps_the_rules(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    return [lack for alias in databases or [] for lack in missing(connections[alias], TRIGGERS)]


@register(Tags.database)
def groups_have_what_their_office_gives(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """No more: a power that fits the kind of body, and still came by another way than `OFFICES`."""
    hint = "Run manage.py migrate: it takes back what no office gives."
    said = "The group '{}' has the power '{}', which its office does not give."
    stray = [one for alias in databases or [] for one in strays(alias)]
    return [checks.Warning(said.format(group, power), hint=hint, id="accounts.W002") for group, power in stray]


@register(Tags.database)
def no_key_is_lost(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Each key that texts and images lie under can be unlocked."""
    hint = "Put it back: what was encrypted with it can be read by nothing else."
    said = "CONTENT_KEYS has no key with the id '{}', which texts and images are encrypted with."
    lost = [one for alias in databases or [] if _has(DataKey, alias) for one in DataKey.objects.using(alias).lost()]
    return [Error(said.format(one), hint=hint, id="accounts.E003") for one in sorted(lost)]


def strays(alias: str) -> Iterator[tuple[str, str]]:
    """(group, power) of every grant over a body that is not the one that this group is made for."""
    if not _has(GroupObjectPermission, alias):
        return
    granted = GroupObjectPermission.objects.using(alias).filter(permission__in=Permission.objects.filter(ON_BODIES))
    columns = granted.order_by("group__name").values_list("group__name", "object_pk", "permission__codename")
    for group, body, power in columns:
        code, _colon, office = group.partition(":")
        if code != body or office not in OFFICES or power not in OFFICES[office].powers:
            yield group, power


def _has(model: type[Model], alias: str) -> bool:
    return model._meta.db_table in connections[alias].introspection.table_names()
