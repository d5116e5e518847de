from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "overwinter.config"
    label = "config"

    def ready(self) -> None:
        from overwinter.config import wiring

        wiring.connect()
