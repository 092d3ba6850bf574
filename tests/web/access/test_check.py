import pytest

from indexer.settings import read_settings
from tests.web.access.conftest import PASSWORD
from tests.web.standin import StandIn
from tests.web.tokens import read_word, sign_in
from web import create_app
from web.access.scopes import MARK, needs, open_to_all

OPEN = {
    "entrance.show_sign_in",
    "entrance.sign_in",
    "entrance.sign_out",
    "health.say_alive",
    "health.say_ready",
    "measures.show_measures",
    "pages.switch_language",
    "static",
}
BRIEF = {"text": "a"}


@pytest.fixture
def app(app):
    """The app with a view of each kind, such as others add."""

    @app.post("/mine")
    @needs("write")
    def write():
        return "written"

    @app.get("/mine")
    def read():
        return "read"

    @app.post("/api/v1/mine")
    @needs("write")
    def write_api():
        return "written"

    @app.delete("/api/v1/mine")
    @needs("admin")
    def remove_api():
        return "removed"

    @app.post("/api/v1/unmarked")
    def unmarked():
        return "written"

    return app


def test_before_there_is_a_user_this_machine_reads_and_writes_on_the_page_without_signing_in(client):
    word = read_word(client)

    assert client.get("/").status_code == 200
    assert client.get("/mine").text == "read"
    assert client.post("/mine", data={"csrf_token": word}).text == "written"


def test_before_there_is_a_user_the_api_reads_without_a_key_and_writes_with_one(client, key):
    assert client.post("/api/v1/matches", json=BRIEF).status_code == 200
    for answer in (client.post("/api/v1/mine"), client.post("/api/v1/unmarked"), client.delete("/api/v1/mine")):
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "key_needed")
    assert client.post("/api/v1/mine", headers=key("write")).text == "written"


@pytest.mark.parametrize("address", ["192.168.1.5", "8.8.8.8", "2001:db8::1", "", "not an address"])
def test_before_there_is_a_user_nobody_else_gets_in(client, address):
    page = client.get("/", environ_overrides={"REMOTE_ADDR": address})
    api = client.post("/api/v1/matches", json=BRIEF, environ_overrides={"REMOTE_ADDR": address})

    assert (page.status_code, "enmusubi user add" in page.text) == (403, True)
    assert (api.status_code, api.headers["WWW-Authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize(
    ("environment", "headers"),
    [
        ({"ENMUSUBI_PROXIES": "1"}, {"X-Forwarded-For": "127.0.0.1"}),
        ({"ENMUSUBI_PROXIES": "1"}, {}),
        ({"ENMUSUBI_HOSTS": "search.example.com"}, {"Host": "search.example.com"}),
    ],
)
def test_before_there_is_a_user_nobody_gets_in_through_a_proxy(tmp_path, environment, headers):
    client = create_app(read_settings(environment, tmp_path), StandIn()).test_client()

    page, api = client.get("/", headers=headers), client.post("/api/v1/matches", json=BRIEF, headers=headers)

    assert (page.status_code, api.status_code) == (403, 401)


def test_once_there_is_a_user_the_page_asks_to_sign_in_and_comes_back(client, users):
    answer = client.get("/creators/1?a=b")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=%2Fcreators%2F1%3Fa%3Db")


def test_a_page_that_fetches_parts_is_led_to_the_way_in_as_a_whole(client, users):
    answer = client.get("/?q=a", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in")


def test_once_there_is_a_user_the_api_needs_a_key(client, users, key):
    without = client.post("/api/v1/matches", json=BRIEF)
    wrong = client.post("/api/v1/matches", json=BRIEF, headers={"Authorization": "Bearer enm_00000000_guess"})
    right = client.post("/api/v1/matches", json=BRIEF, headers=key("read"))

    assert (without.status_code, wrong.status_code, right.status_code) == (401, 401, 200)


def test_everything_but_the_way_in_is_closed_to_who_is_not_signed_in(app, client, users):
    reached = {}
    for rule in app.url_map.iter_rules():
        path = rule.build({name: 1 for name in rule.arguments}, append_unknown=False)
        method = next(iter(rule.methods - {"HEAD", "OPTIONS"}))
        if path is not None:
            reached[rule.endpoint] = client.open(path[1], method=method, headers={"X-CSRF-Token": "x"}).status_code

    closed = {endpoint for endpoint, status in reached.items() if status in (303, 401)}
    marked = {name for name, view in app.view_functions.items() if getattr(view, MARK, None) == "nothing"}
    assert {"pages.search", "pages.creator", "creators.get_creator", "read", "write", "unmarked", "write_api"} <= closed
    assert reached.keys() - closed <= marked | {"static"} | {"entrance.sign_out"}
    assert marked >= OPEN - {"static"}


@pytest.mark.parametrize(
    ("scope", "statuses"), [("read", (200, 403, 403)), ("write", (200, 200, 403)), ("admin", (200, 200, 200))]
)
def test_a_key_opens_what_its_scope_holds(client, users, key, scope, statuses):
    headers = key(scope)

    found = (
        client.post("/api/v1/matches", json=BRIEF, headers=headers).status_code,
        client.post("/api/v1/mine", headers=headers).status_code,
        client.delete("/api/v1/mine", headers=headers).status_code,
    )

    assert found == statuses


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("editor", 200), ("admin", 200)])
def test_a_user_may_do_what_their_role_holds(client, users, role, status):
    sign_in(client, role, PASSWORD)

    answer = client.post("/mine", data={"csrf_token": read_word(client)})

    assert answer.status_code == status


def test_a_key_opens_the_page_of_nobody_who_is_signed_in_under_another_role(client, users, key):
    sign_in(client, "admin", PASSWORD)

    answer = client.post("/api/v1/mine", headers=key("read"))

    assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "scope_missing")


def test_a_scope_that_does_not_exist_is_a_mistake_of_the_programmer():
    with pytest.raises(ValueError, match="everything"):
        needs("everything")


def test_marks_leave_the_view_as_it_is():
    def view():
        return "seen"

    assert open_to_all(view) is view
    assert needs("admin")(view) is view
