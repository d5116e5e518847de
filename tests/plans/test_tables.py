"""What the tables of a plan show in their cells."""

from datetime import date

from tests.plans.conftest import World, signed_in
from tests.plans.test_views import url, words


def test_the_tables_show_the_words_of_by_when_beneath_the_date_where_they_say_more(world: World) -> None:
    manager = signed_in(world.manager)
    world.change(by_when="end of October, then <weekly>", by_when_date=date(2020, 10, 31))
    world.change(world.rows[1], by_when="31st Oct", by_when_date=date(2020, 10, 31))
    for ending in ("", "table/"):
        page = words(manager.get(url(world, ending)))
        beneath = '<br><span class="ow-meta">“end of October, then &lt;weekly&gt;”</span>'
        assert page.count('<span class="ow-num">31 Oct 2020</span>') == 2
        assert f'<span class="ow-num">31 Oct 2020</span>{beneath}' in page
        assert "31st Oct" not in page
