from django.apps import AppConfig
from django.core import checks


class ReturnsConfig(AppConfig):
    name = "overwinter.returns"
    label = "returns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from overwinter.providers.api import register_changed

        checks.register(check_forms)
        register_changed.connect(keep_tallies_again, dispatch_uid="returns: tallies")


def keep_tallies_again(council_id: int, **_: object) -> None:
    """What is counted by the register stands no more; it is counted again in the background."""
    from overwinter.infra import jobs

    jobs.enqueue("overwinter.returns.jobs.keep_tallies", council_id)


def check_forms(**_: object) -> list[checks.CheckMessage]:
    """A file of forms that is wrong stops the start with its reason."""
    from overwinter.returns.catalogue import load_forms
    from overwinter.returns.domain.loading import FormError

    try:
        load_forms()
    except FormError as problem:
        return [checks.Error(str(problem), hint="Mend the file in catalogue/forms.", id="returns.E001")]
    return []
