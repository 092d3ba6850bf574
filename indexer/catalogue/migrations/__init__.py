"""How the tables came to be, one step a file."""

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")  # every step, oldest first
HEAD = KNOWN[-1]
