"""For technical staff: people and memberships. No page here gives a power, and none shows a case."""

from django.contrib import admin
from django.contrib.auth.models import Group

from .models import DeclaredAccount, Mandate, Member, Person

admin.site.unregister(Group)


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


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):
    list_display = ("number", "person", "federation")
    search_fields = ("number", "person__name")
    autocomplete_fields = ("person",)
    inlines = (MandateInline, DeclaredAccountInline)
