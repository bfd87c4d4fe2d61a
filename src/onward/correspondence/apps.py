from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "onward.correspondence"
    label = "correspondence"
