"""Shortlists as the API tells them. null is unknown or absent."""

from datetime import datetime

from flask import url_for

from indexer.catalogue.shortlists.nouns import Entry, Share, Shortlist, Summary, tell_state
from web.show import show_time


def show_summary(one: Summary) -> dict[str, object]:
    """Return a shortlist without its entries."""
    return {
        "id": one.id,
        "name": one.name,
        "version": one.version,
        "size": one.size,
        "created_at": show_time(one.created_at),
        "changed_at": show_time(one.changed_at),
    }


def show_shortlist(shortlist: Shortlist) -> dict[str, object]:
    """Return a shortlist with its entries in their order, and where its files are."""
    return {
        "id": shortlist.id,
        "name": shortlist.name,
        "version": shortlist.version,
        "size": len(shortlist.entries),
        "created_at": show_time(shortlist.created_at),
        "changed_at": show_time(shortlist.changed_at),
        "entries": [show_entry(entry) for entry in shortlist.entries],
        "exports": {kind: url_for("pages.export", id=shortlist.id, kind=kind) for kind in ("csv", "xlsx")},
    }


def show_entry(entry: Entry) -> dict[str, object]:
    """Return one entry."""
    return {
        "creator": entry.creator,
        "note": entry.note,
        "internal_note": entry.internal_note,
        "tags": list(entry.tags),
        "added_at": show_time(entry.added_at),
        "changed_at": show_time(entry.changed_at),
    }


def show_share(share: Share, now: datetime) -> dict[str, object]:
    """Return a link with what clients answered; its secret is not known any more."""
    return {
        "id": share.id,
        "label": share.label,
        "title": share.title,
        "state": tell_state(share, now),
        "created_at": show_time(share.created_at),
        "expires_at": show_time(share.expires_at),
        "revoked_at": show_time(share.revoked_at),
        "answers": [
            {
                "creator": entry.creator,
                "verdict": entry.verdict and entry.verdict.kind,
                "reason": entry.verdict.reason if entry.verdict else "",
                "reviewer": entry.verdict.reviewer if entry.verdict else "",
                "at": show_time(entry.verdict.at) if entry.verdict else None,
            }
            for entry in share.entries
        ],
        "recommendations": [
            {"who": one.who, "reason": one.reason, "reviewer": one.reviewer, "at": show_time(one.at)}
            for one in share.recommendations
        ],
    }
