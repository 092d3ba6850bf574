"""The reference of the API, made from its document."""

from typing import cast

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from flask_openapi3.openapi import OpenAPI

from web.access.scopes import needs
from web.api.document import describe
from web.pages.blueprint import pages
from web.reference import list_sections


@pages.get("/api/")
@needs("read")
def reference() -> ResponseReturnValue:
    """Show every operation of the API with its fields, its answers and lines to try it.

    Statuses: 200.
    """
    app = cast(OpenAPI, current_app._get_current_object())  # type: ignore[attr-defined]
    return render_template("reference.html", sections=list_sections(describe(app)))
