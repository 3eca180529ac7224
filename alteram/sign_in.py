"""Who gets an account is the organisation's decision: nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """What allauth asks of the house."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
