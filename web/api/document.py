"""What the API's document says of the API as a whole."""

from typing import Any

from flask_openapi3.models.info import Info

from web.api.refusals import Refusal

KEY = {"type": "http", "scheme": "bearer", "description": "A key made by `enmusubi key`: `Authorization: Bearer KEY`."}
DESCRIPTION: dict[str, Any] = {
    "info": Info(
        title="Enmusubi",
        version="1",
        description="Briefs in any language in, creators with the posts that say why out. JSON, UTF-8, times in UTC.",
    ),
    "security_schemes": {"key": KEY},
    "validation_error_model": Refusal,
    "doc_ui": False,
}
