"""Every table: importing this module makes `Table.metadata` know them all."""

from indexer.catalogue.shortlists import tables as shortlist_tables
from indexer.catalogue.tables import Table

__all__ = ["Table", "shortlist_tables"]
