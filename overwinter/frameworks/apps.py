from django.apps import AppConfig
from django.core import checks


class FrameworksConfig(AppConfig):
    name = "overwinter.frameworks"
    label = "frameworks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(check_thresholds)


def check_thresholds(**_: object) -> list[checks.CheckMessage]:
    """A file of thresholds that is wrong stops the start with its reason, not the first page with a fault."""
    from django.conf import settings

    from overwinter.frameworks.domain.loading import PackError
    from overwinter.frameworks.thresholds import load_thresholds

    try:
        load_thresholds(settings.THRESHOLDS_FILE)
    except PackError as problem:
        return [
            checks.Error(str(problem), hint="Mend the file that OVERWINTER_THRESHOLDS names.", id="frameworks.E001")
        ]
    return []
