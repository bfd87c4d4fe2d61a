from importlib import import_module

from django.apps import AppConfig


class CounsellingConfig(AppConfig):
    name = "onward.counselling"
    label = "counselling"

    def ready(self):
        import_module("onward.counselling.receivers")
        import_module("onward.counselling.looks")
        import_module("onward.counselling.waits")
