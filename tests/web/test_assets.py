import re

import pytest


def test_a_static_files_address_changes_with_the_file_and_is_kept_for_good(client):
    page = client.get("/").get_data(as_text=True)
    address = re.search(r'href="(/static/enmusubi\.css\?v=[0-9a-f]{10})"', page).group(1)

    with client.get(address) as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("address", ["/static/enmusubi.css", "/static/nothing.css?v=0123456789"])
def test_an_address_without_version_and_a_missing_file_are_not_kept(client, address):
    with client.get(address) as answer:
        assert "immutable" not in answer.headers.get("Cache-Control", "")
