from importlib import import_module

from django.apps import AppConfig


class LandingConfig(AppConfig):
    name = "onward.landing"
    label = "landing"

    def ready(self):
        import_module("onward.landing.receivers")
        import_module("onward.landing.waits")
        import_module("onward.landing.preparation")
