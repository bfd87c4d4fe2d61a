from django.apps import AppConfig


class DesksConfig(AppConfig):
    name = "onward.desks"
    label = "desks"
