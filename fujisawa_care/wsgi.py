"""The door for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fujisawa_care.settings")

application = get_wsgi_application()

from fujisawa_care.foundation import database  # noqa: E402  (the rooms must be open first)

database.require_fit()

# What is loaded now is never garbage: the collector need not walk through it on every tenth page.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
