"""The rule packs that come with the program, and what they say of the catalogue's creators."""
