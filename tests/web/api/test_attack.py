"""Every route is asked what its document allows and what it forbids, thousands of times, with a fixed seed."""

from collections import Counter
from datetime import UTC, datetime
from io import BytesIO

import pytest
import schemathesis
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished

from indexer.catalogue.access.keys import create_key
from indexer.settings import read_settings
from tests.web.standin import StandIn
from tests.web.stored import store_creators
from web import create_app
from web.access.visitors import KEY

NOW = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)
DOCUMENT = "/api/v1/openapi.json"
WORDS = "codes of languages and regions, cursors, and texts with a word in them are more than JSON Schema can say"
BEYOND_SCHEMA = {  # operations whose well-formed requests may be refused, and why; each has a test of its own
    "find_matches": WORDS,
    "find_lookalikes": WORDS,
    "count_facets": WORDS,
    "parse_brief": WORDS,
    "create_import": "what a file holds is more than JSON Schema can say",
}
CASES = 2_000  # at least
EXAMPLES = 1_000  # of generated requests, shared by all operations
STEPS = 120  # sequences of requests that follow links


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """An app with a few creators, and the headers of a key that may write."""
    settings = read_settings({"ENMUSUBI_API_RATE": "1000000"}, tmp_path_factory.mktemp("attacked"))
    app = create_app(settings, StandIn())
    catalogue = app.extensions[KEY].open()
    store_creators(catalogue)
    key = create_key(catalogue, "attack", ["write"], NOW)[1]
    yield app, {"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"}
    catalogue.dispose()


@pytest.fixture(scope="module")
def operations(attacked):
    app, headers = attacked
    document = app.test_client().get(DOCUMENT, headers=headers).get_json()
    return {
        operation["operationId"]: (method, path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


def attack(app, headers, operations):
    """Run all phases of schemathesis; return how many requests each sent, and what failed."""
    configuration = SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "headers": headers,
            "generation": {
                "max-examples": max(3, EXAMPLES // len(operations)),
                "deterministic": True,
                "database": "none",
                "no-shrink": True,
            },
            "phases": {"stateful": {"generation": {"max-examples": max(2, STEPS // len(operations))}}},
            "operations": [
                {"include-operation-id": name, "checks": {"positive_data_acceptance": {"enabled": False}}}
                for name in BEYOND_SCHEMA
            ],
        }
    )
    schema = schemathesis.openapi.from_wsgi(DOCUMENT, app, config=configuration, headers=headers)
    sent, failed = Counter(), []
    for event in engine.from_schema(schema).execute():
        if isinstance(event, ScenarioFinished):
            sent[event.phase.value] += len(event.recorder.interactions)
            failed += list_failures(event.recorder)
        elif isinstance(event, FatalError | NonFatalError):
            failed.append(repr(event))
    return sent, failed


def list_failures(recorder):
    return [
        f"{check.name}: {check.failure_info.failure}\n{check.failure_info.code_sample}"
        for checks in recorder.checks.values()
        for check in checks
        if check.failure_info is not None
    ]


def test_no_request_breaks_a_promise_of_the_document(attacked, operations):
    sent, failed = attack(*attacked, operations)

    assert failed == []
    assert sent.total() >= CASES, sent
    assert min(sent[phase] for phase in ("examples", "coverage", "fuzzing", "stateful")) > 0


def test_every_exemption_is_an_operation_that_is_there(operations):
    assert BEYOND_SCHEMA.keys() <= operations.keys()


def test_every_example_is_answered(attacked, operations):
    app, headers = attacked
    client = app.test_client()
    answered = Counter()
    made = make_some(client, headers)

    for name, (method, path, operation) in operations.items():
        resource = path.partition("/{")[0]
        address = fill_in(path.replace("{id}", made[resource]) if resource in made else path, operation)
        content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        for example in content.get("examples", {}).values():
            answer = client.open(address, method=method, json=example["value"], headers=headers)
            assert answer.status_code < 300, (name, answer.get_json())
            answered[name] += 1
        if method == "get" and name != "get_rejects":  # an import that has not run has none
            assert client.get(address, headers=headers).status_code < 300, name

    assert answered["find_matches"] == 3


def fill_in(path, operation):
    """Return an address with the examples of its parameters."""
    for parameter in operation.get("parameters", ()):
        path = path.replace(f"{{{parameter['name']}}}", str(parameter.get("example")))
    return path


def make_some(client, headers):
    """Make one of each thing that a write makes; return their ids by the address of their resource."""
    bodies = {
        "/api/v1/imports": {"data": {"file": (BytesIO(b'{"platform": "x", "external_id": "1"}'), "creators.jsonl")}},
        "/api/v1/index-jobs": {},
        "/api/v1/shortlists": {"json": {"name": "Lipsticks"}},
    }
    made = {
        address: str(client.post(address, headers=headers, **body).get_json()["id"]) for address, body in bodies.items()
    }
    for creator in (1, 2):
        entries = f"/api/v1/shortlists/{made['/api/v1/shortlists']}/entries"
        client.post(entries, json={"creator": creator}, headers=headers)
    return made
