"""What a browser does that sends a form: it takes the word from the page."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from web.access.forgery import HEADER


def read_word(client: FlaskClient, **more: object) -> str:
    """Return the word that the pages of this client carry."""
    page = client.get("/sign-in", follow_redirects=True, **more).text
    return re.search(r'name="csrf-token" content="([^"]+)"', page)[1]


def send_form(client: FlaskClient, path: str, fields: dict[str, object] | None = None, **more: object) -> TestResponse:
    """Send a form as the page would."""
    return client.post(path, data={**(fields or {}), "csrf_token": read_word(client)}, **more)


def show_word(client: FlaskClient) -> dict[str, str]:
    """Return the header that scripts of the page send along."""
    return {HEADER: read_word(client)}


def sign_in(client: FlaskClient, name: str, password: str, **more: object) -> TestResponse:
    """Sign in with the form."""
    page = client.get("/sign-in", **more).text
    word = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    return client.post("/sign-in", data={"name": name, "password": password, "csrf_token": word}, **more)
