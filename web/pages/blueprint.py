"""The blueprint that every page's file hangs its views on."""

from flask import Blueprint

pages = Blueprint("pages", __name__)
