"""How real an audience is: follower accounts, growth, and what both say of a creator. Nothing here accuses anybody."""
