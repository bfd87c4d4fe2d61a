from django.apps import AppConfig


class CounsellingConfig(AppConfig):
    name = "onward.counselling"
    label = "counselling"
