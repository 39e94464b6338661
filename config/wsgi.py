"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from config.content_types import with_readable_content

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = with_readable_content(get_wsgi_application())
