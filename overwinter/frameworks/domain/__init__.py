"""Rules about requirement packs. Pure: standard library and kernel only."""
