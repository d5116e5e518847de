"""Imports killed at random moments and begun again, beside one that nobody disturbs: the same database in the end."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from signal import SIGKILL
from subprocess import TimeoutExpired
from time import perf_counter

COUNT = 1_500
KILLS = 8
FORM = "statutory-care-home"


def main(home: Path) -> list[str]:
    """Print what came of it. Returns a sentence where the two differ."""
    throw = Random("killing")
    calm, torn = home / "calm", home / "torn"
    started = perf_counter()
    _run(calm, "begin")
    _run(calm, "import")
    most = perf_counter() - started
    _run(torn, "begin")
    killed = sum(_kill(torn, throw.uniform(0.2, most / 2)) for _ in range(KILLS))
    _run(torn, "import")
    same = _run(calm, "print") == _run(torn, "print")
    print(f"an import of {COUNT:,} locations and their returns, killed {killed} times: the same database: {same}")
    return [] if same else [f"an import that was killed {killed} times gives another database"]


def _command(verb: str) -> list[str]:
    return [sys.executable, "-m", "bench.killing", verb]


def _run(home: Path, verb: str) -> str:
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        _command(verb), env={**os.environ, "OVERWINTER_HOME": str(home)}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.splitlines()[-1]


def _kill(home: Path, after: float) -> bool:
    """Whether it was still at work."""
    with subprocess.Popen(
        _command("import"), env={**os.environ, "OVERWINTER_HOME": str(home)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            process.wait(after)
        except TimeoutExpired:
            process.send_signal(SIGKILL)
            return True
    return False


def _child(verb: str) -> None:
    from bench import providers

    home = Path(os.environ["OVERWINTER_HOME"])
    if verb == "begin":
        providers.set_up(home)
        from bench.provider_world import TODAY, World

        with providers.standing(TODAY):
            World.make("Killshire", COUNT)
        print("begun")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overwinter.config.settings")
    import django

    django.setup()
    from bench.provider_world import TODAY

    with providers.standing(TODAY):
        if verb == "import":
            _import(home)
        else:
            digest = hashlib.sha256()
            for line in _facts():
                digest.update(line.encode())
            print(digest.hexdigest())


def _import(home: Path) -> None:
    """Each step as its owner begins it again: what is done is not done twice."""
    from bench import provider_files as made
    from bench.provider_world import FORMS, OPENS, TODAY
    from overwinter.accounts.models import User
    from overwinter.organisations.models import Council
    from overwinter.providers import actions
    from overwinter.providers.models import DirectoryEdition
    from overwinter.returns.bringing import bring_in
    from overwinter.returns.looking import look_at_period
    from overwinter.returns.models import ReturnFile
    from overwinter.returns.queries import find_asked_form

    council, officer = Council.objects.get(code="killshire"), User.objects.get(email__startswith="officer@")
    found = made.places("shire", COUNT)
    edition = DirectoryEdition.objects.first()
    if edition is None:
        made.write_directory(home / "directory.csv", found, council.name)
        with (home / "directory.csv").open("rb") as content:
            edition = actions.upload_edition(
                council_id=council.pk, name="directory.csv", content=content, as_of=TODAY, by=None,
                in_background=False,
            )  # fmt: skip
    if actions.read_edition(edition_id=edition.pk, by=None).state == "read":
        actions.agree_to_edition(edition_id=edition.pk, closures_seen=False, by=None, in_background=False)
    while actions.apply_batch(edition_id=edition.pk, by=None):
        pass
    form = find_asked_form(council.pk, FORM)
    if form is None:
        raise SystemExit("the council does not ask for the form")
    if not ReturnFile.objects.filter(state="taken").exists():
        labels = {field.code: field.label for field in form.definition_on(TODAY).fields}
        written = made.write_returns(home / "returns.csv", made.month(found, FORMS[0] == FORM, OPENS), labels)
        with written.path.open("rb") as content:
            bring_in(
                council_id=council.pk, form_code=FORM, name="returns.csv", content=content, as_of=TODAY, by=officer,
                mapping=written.mapping,
            )  # fmt: skip
    period = form.period_of(OPENS)
    if period is not None:
        look_at_period(form, period)


def _facts() -> Iterator[str]:
    """Every row that the imports wrote, without keys and moments, in an order of its own words."""
    from overwinter.casework.models import Concern
    from overwinter.providers.models import Contact, DirectoryChange, DirectoryEdition, Location, LocationEvent, Service
    from overwinter.returns.models import Alarm, FileFault, Return, ReturnFile, ReturnRevision

    place, told = "location__cqc_id", ("name", "beds", "main_service", "state", "rating", "postcode", "phone")
    asked = (
        (Location, ("cqc_id", "organisation__cqc_id", "organisation__name", "seen_on", "address", "town", *told)),
        (Service, (place, "kind", "registered", "since", "until")), (Contact, (place, "purpose", "name", "since")),
        (LocationEvent, (place, "what", "before", "after", "why")),
        (DirectoryEdition, ("name", "state", "reached", "totals")),
        (DirectoryChange, ("cqc_id", "kind", "values", "applied", "manager")),
        (ReturnFile, ("name", "state", "reached", "totals")), (FileFault, ("row", "column", "value", "words")),
        (Return, (place, "period_start", "state", "answers", "number", "first_on", "submitted_at")),
        (ReturnRevision, ("submitted__location__cqc_id", "number", "answers")),
        (Alarm, ("submitted__location__cqc_id", "rule", "title", "facts", "severity")),
        (Concern, (place, "key", "title", "facts", "severity", "state", "times_seen", "due_at")),
    )  # fmt: skip
    for model, fields in asked:
        rows = model._default_manager.order_by("pk").values_list(*fields)
        yield from sorted(json.dumps([model.__name__, *row], default=str, sort_keys=True) for row in rows)


if __name__ == "__main__":
    _child(sys.argv[1])
