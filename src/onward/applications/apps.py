from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "onward.applications"
    label = "applications"
