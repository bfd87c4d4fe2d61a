from importlib import import_module

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "onward.scheduling"
    label = "scheduling"

    def ready(self):
        import_module("onward.scheduling.waits")
