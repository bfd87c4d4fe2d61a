from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "onward.engagements"
    label = "engagements"
