"""つなぐ台帳: the roof over the rooms."""

from fujisawa_care.celery import app as celery_app

__all__ = ["celery_app"]
