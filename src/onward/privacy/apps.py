from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class PrivacyConfig(AppConfig):
    name = "onward.privacy"
    label = "privacy"

    def ready(self):
        """Let every app say what it knows: `<app>/privacy.py` registers its models."""
        for config in apps.get_app_configs():
            if config.name.startswith("onward.") and find_spec(f"{config.name}.privacy"):
                import_module(f"{config.name}.privacy")
