import os

from django.core.signals import request_finished
from django.core.wsgi import get_wsgi_application

from onward.config.memory import search_less, tidy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.config.settings.production")
application = get_wsgi_application()
search_less()
request_finished.connect(tidy)
