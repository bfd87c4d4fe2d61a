from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "onward.scheduling"
    label = "scheduling"
