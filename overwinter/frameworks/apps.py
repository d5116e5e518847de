from django.apps import AppConfig
from django.core import checks


class FrameworksConfig(AppConfig):
    name = "overwinter.frameworks"
    label = "frameworks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(check_thresholds)
        checks.register(check_profiles)


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


def check_profiles(**_: object) -> list[checks.CheckMessage]:
    """A profile that is wrong stops the start with its reason, not the first document with a fault."""
    from django.conf import settings

    from overwinter.frameworks.profiles import list_profiles
    from overwinter.reading.vocabulary import VocabularyError

    try:
        list_profiles(settings.PROFILES_DIR)
    except VocabularyError as problem:
        hint = "Mend the file, or take it out of the folder that OVERWINTER_PROFILES names."
        return [checks.Error(str(problem), hint=hint, id="frameworks.E002")]
    return []
