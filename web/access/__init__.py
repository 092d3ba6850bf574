"""Who may come in: `needs` marks what a view asks for, `init_access` sees to it at every request."""

from flask import Flask

from indexer.catalogue.access.sessions import LASTS
from indexer.secrets import read_secret
from indexer.settings import Settings
from web.access.check import check_access
from web.access.cookies import SafeSessions
from web.access.forgery import init_forgery
from web.access.rates import init_rates
from web.access.scopes import needs, open_to_all
from web.access.sign_in import entrance
from web.access.visitors import find_visitor, init_visitors

__all__ = ["find_visitor", "init_access", "needs", "open_to_all"]


def init_access(app: Flask, settings: Settings) -> None:
    """Give the app its secret, its register and its way in, and check every request.

    Raises:
        HomeUnusable: the secret in the home folder may be read by others, or cannot be made.
    """
    app.secret_key = settings.secret or read_secret(settings.secrets / "cookies")
    app.session_interface = SafeSessions()
    app.config.update(
        SESSION_COOKIE_SAMESITE="Lax", PERMANENT_SESSION_LIFETIME=LASTS, SESSION_REFRESH_EACH_REQUEST=False
    )
    init_visitors(app, settings)
    init_rates(app, settings)
    init_forgery(app)
    app.jinja_env.globals["visitor"] = find_visitor
    app.before_request(check_access)
    app.register_blueprint(entrance)
