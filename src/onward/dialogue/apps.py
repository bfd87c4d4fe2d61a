from importlib import import_module

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "onward.dialogue"
    label = "dialogue"

    def ready(self):
        import_module("onward.dialogue.receivers")
        import_module("onward.dialogue.looks")
        import_module("onward.dialogue.waits")
