from django.apps import AppConfig
from django.core import checks


class ReturnsConfig(AppConfig):
    name = "overwinter.returns"
    label = "returns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(check_forms)


def check_forms(**_: object) -> list[checks.CheckMessage]:
    """A file of forms that is wrong stops the start with its reason."""
    from overwinter.returns.catalogue import load_forms
    from overwinter.returns.domain.loading import FormError

    try:
        load_forms()
    except FormError as problem:
        return [checks.Error(str(problem), hint="Mend the file in catalogue/forms.", id="returns.E001")]
    return []
