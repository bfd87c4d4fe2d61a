from importlib import import_module

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "onward.programmes"
    label = "programmes"

    def ready(self):
        import_module("onward.programmes.receivers")
        import_module("onward.programmes.waits")
