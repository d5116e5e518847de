from django.apps import AppConfig
from django.core import checks


class MeasuresConfig(AppConfig):
    name = "overwinter.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(check_measures)


def check_measures(**_: object) -> list[checks.CheckMessage]:
    """A file of measures that is wrong stops the start with its reason."""
    from overwinter.measures.catalogue import load_definitions
    from overwinter.measures.domain.loading import MeasureError

    try:
        load_definitions()
    except MeasureError as problem:
        return [checks.Error(str(problem), hint="Mend the file in catalogue/measures.", id="measures.E001")]
    return []
