from importlib import import_module

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "onward.letters"
    label = "letters"

    def ready(self):
        import_module("onward.letters.receivers")
        import_module("onward.letters.waits")
