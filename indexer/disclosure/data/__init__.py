"""The rule packs: one TOML file an authority."""
