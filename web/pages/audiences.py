"""How a page says how real an audience is, in the reader's language."""

from matcher.authenticity.nouns import Authenticity, Event, Evidence
from web.authenticity import CAUSES, HEADLINES, LEVELS, say_event, say_evidence
from web.language import read_locale, translate
from web.pages.blueprint import pages


@pages.app_template_filter("audience_level")
def name_level(found: Authenticity) -> str:
    """Return what a level is called."""
    return translate(LEVELS[found.level])


@pages.app_template_filter("audience_headline")
def say_headline(found: Authenticity) -> str:
    """Return the level in a sentence that a client understands."""
    return translate(HEADLINES[found.level])


@pages.app_template_filter("audience_event")
def write_event(event: Event) -> str:
    """Return an event in a sentence."""
    return translate(say_event(event, read_locale()))


@pages.app_template_filter("audience_cause")
def write_cause(event: Event) -> str:
    """Return the benign cause of an event, or that none is seen."""
    return translate(CAUSES[event.benign])


@pages.app_template_filter("audience_evidence")
def write_evidence(one: Evidence) -> str:
    """Return one piece of evidence in a sentence."""
    return translate(say_evidence(one, read_locale()))
