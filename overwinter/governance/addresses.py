"""Where the things that governance names are shown, so that route names stand in one file."""

from urllib.parse import urlencode

from django.urls import reverse


def row(plan_id: int, response_id: int) -> str:
    return reverse("plans:row", args=[plan_id, response_id])


def plan_of_group(plan_id: int, group_name: str) -> str:
    """The plan as a table, narrowed to the rows that report to the group."""
    return f"{reverse('plans:table', args=[plan_id])}?{urlencode({'group': group_name})}"


def group(group_id: int) -> str:
    return reverse("governance:group", args=[group_id])


def meeting(meeting_id: int) -> str:
    return reverse("governance:meeting", args=[meeting_id])


def item(meeting_id: int, item_id: int) -> str:
    return f"{meeting(meeting_id)}#item-{item_id}"


class GroupAddresses:
    """For contexts below, which know no route of this one."""

    def group_url(self, group_id: int) -> str:
        return group(group_id)

    def meeting_url(self, meeting_id: int) -> str:
        return meeting(meeting_id)
