from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "overwinter.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from overwinter.accounts import signals

        signals.connect()
