"""Every read of exchange: its own tables, and what services read of the other contexts."""
