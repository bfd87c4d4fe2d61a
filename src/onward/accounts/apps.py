from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "onward.accounts"
    label = "accounts"

    def ready(self):
        import_module("onward.accounts.receivers")
