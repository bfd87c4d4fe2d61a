from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "onward.core"
    label = "core"

    def ready(self):
        from onward.core import wall  # noqa: PLC0415 -- app ready: reads the models of all apps

        post_migrate.connect(wall.grant_after_migrate, sender=self)
