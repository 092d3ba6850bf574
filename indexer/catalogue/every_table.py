"""Every table: importing this module makes `Table.metadata` know them all."""

from indexer.catalogue import job_tables, kept_answers, tombstones
from indexer.catalogue.access import tables as access_tables
from indexer.catalogue.shortlists import tables as shortlist_tables
from indexer.catalogue.tables import Table

__all__ = ["Table", "access_tables", "job_tables", "kept_answers", "shortlist_tables", "tombstones"]
