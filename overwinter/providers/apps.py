from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "overwinter.providers"
    label = "providers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from overwinter.providers import marking

        marking.connect()
