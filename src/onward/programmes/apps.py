from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "onward.programmes"
    label = "programmes"
