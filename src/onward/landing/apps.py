from django.apps import AppConfig


class LandingConfig(AppConfig):
    name = "onward.landing"
    label = "landing"
