from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "overwinter.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"
