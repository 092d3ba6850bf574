"""Addresses to go back to, which visitors can write and so must lie here."""


def read_local_address(address: str) -> str:
    """Return the address if it lies on this server, else the first page."""
    is_local = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_local and address.isprintable() else "/"
