from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models import CharField
from django.db.models.signals import post_migrate

from onward.core.lookups import IsOfKind, IsOfKinds
from onward.core.timestamps import load_moments


class CoreConfig(AppConfig):
    name = "onward.core"
    label = "core"

    def ready(self):
        from onward.core import wall  # noqa: PLC0415 -- app ready: reads the models of all apps

        CharField.register_lookup(IsOfKind)
        CharField.register_lookup(IsOfKinds)
        post_migrate.connect(wall.grant_after_migrate, sender=self)
        connection_created.connect(load_moments)
