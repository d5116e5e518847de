from typing import Any

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "overwinter.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from overwinter.organisations.api import group_renamed
        from overwinter.plans.actions.groups import follow_group_name

        def follow(**told: Any) -> None:
            follow_group_name(**told)

        group_renamed.connect(follow, weak=False, dispatch_uid="plans: group renamed")
