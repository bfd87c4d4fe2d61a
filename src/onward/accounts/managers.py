from django.contrib.auth.base_user import BaseUserManager


class PersonManager(BaseUserManager):
    """People are made by actions and factories; this is what Django's own code expects."""

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())
