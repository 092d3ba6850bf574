"""How many will see a planned post or stream: from the creator's own past, and from peers where that is short."""
