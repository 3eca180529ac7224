"""For technical staff: people and memberships. No page here gives a power, and none shows a case."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group

from .models import DeclaredAccount, Mandate, Member, Person

# A group gives powers; a further address or a factor with a known secret would let its maker sign in as somebody else.
admin.site.unregister([Group, EmailAddress, Authenticator])


class MandateInline(admin.TabularInline):
    model = Mandate
    extra = 0


class DeclaredAccountInline(admin.TabularInline):
    model = DeclaredAccount
    extra = 0


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    fields = ("name", "email", "language", "is_active")
    list_display = ("name", "email", "is_active")
    search_fields = ("name", "email")

    def get_readonly_fields(self, request: Any, obj: Person | None = None) -> tuple[str, ...]:
        """Whoever could move the address of somebody in office could sign in with that office."""
        return ("email",) if obj and obj.appointments.filter(ended_at=None).exists() else ()


@admin.register(Authenticator)
class AuthenticatorAdmin(admin.ModelAdmin):
    """For whoever lost a telephone: a second factor is taken away here, never made, and its secret not shown."""

    fields = list_display = ("user", "type", "created_at", "last_used_at")
    search_fields = ("user__name", "user__email")

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):
    list_display = ("number", "person", "federation")
    search_fields = ("number", "person__name")
    autocomplete_fields = ("person",)
    inlines = (MandateInline, DeclaredAccountInline)
