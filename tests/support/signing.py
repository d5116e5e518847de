"""Signing a plan in tests, as somebody does who has its page before them."""

from overwinter.accounts.api import User
from overwinter.plans import api
from overwinter.plans.models import Plan, SigningRound


def sign(plan: Plan, by: User, *, seen: bool = True) -> SigningRound:
    return api.sign_plan(plan_id=plan.pk, digest=api.get_digest_to_sign(plan), seen=seen, by=by)
