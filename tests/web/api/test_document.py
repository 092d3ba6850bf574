"""The document tells the truth: about every route, and about every field that is read."""

import pytest

from web.api.asked import BriefBody, FacetsBody, FilterBody, LookalikesBody, ParseBody
from web.read import BRIEF_FIELDS, FILTER_FIELDS
from web.requests import PARSE_FIELDS


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").get_json()


def test_every_route_of_the_api_is_in_the_document(app, document):
    prefix = "/api/v1/"
    routes = {
        (method.lower(), rule.rule.replace("<int:", "{").replace("<", "{").replace(">", "}"))
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith(prefix) and rule.rule != "/api/v1/openapi.json"
    }

    assert routes == {(method, path) for path, item in document["paths"].items() for method in item}


def test_every_route_is_checked_after_whoever_may_not_ask_was_turned_away(app):
    views = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")} - {"api_document"}

    unchecked = [view for view in views if not getattr(app.view_functions[view], "__delay_validate_request__", False)]

    assert unchecked == []


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (BriefBody, (*BRIEF_FIELDS, "cursor")),
        (LookalikesBody, (*BRIEF_FIELDS, "cursor")),
        (FilterBody, FILTER_FIELDS),
        (FacetsBody, ("filter",)),
        (ParseBody, PARSE_FIELDS),
    ],
)
def test_what_is_described_is_what_is_read(body, fields):
    assert set(body.model_fields) == set(fields)


def test_every_operation_has_a_name_a_summary_and_one_shape_of_refusals(document):
    refusal = {"$ref": "#/components/schemas/Refusal"}

    for item in document["paths"].values():
        for operation in item.values():
            refused = {status: said for status, said in operation["responses"].items() if status >= "400"}
            assert operation["operationId"].isidentifier()
            assert operation["summary"].endswith(".")
            assert refused.keys() >= {"400", "401", "403", "422", "429", "500", "503"}
            assert all(said["content"]["application/json"]["schema"] == refusal for said in refused.values())
