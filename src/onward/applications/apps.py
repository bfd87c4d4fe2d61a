from importlib import import_module

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "onward.applications"
    label = "applications"

    def ready(self):
        import_module("onward.applications.receivers")
        import_module("onward.applications.waits")
        import_module("onward.applications.preparation")
