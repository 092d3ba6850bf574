import re

import pytest

from web.navigation import list_links


def read_menu(client, address):
    page = client.get(address, headers={"Accept-Language": "en"}).get_data(as_text=True)
    return re.search(r'<nav class="main-menu".*?</nav>', page, re.DOTALL).group()


@pytest.mark.parametrize(
    ("address", "current"),
    [("/", 'href="/" aria-current="page"'), ("/creators/1", 'href="/" aria-current="true"')],
)
def test_the_menu_tells_the_room_of_the_page(client, address, current):
    assert current in read_menu(client, address)


def test_a_room_is_in_the_menu_once_the_app_has_it(app):
    with app.test_request_context("/imports/7"):
        labels = [(str(link.url), link.current) for link in list_links()]

    assert ("/imports", True) in labels
    assert ("/", False) in labels
