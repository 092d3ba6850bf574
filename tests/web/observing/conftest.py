from tests.web.access.conftest import engine, key

__all__ = ["engine", "key"]
