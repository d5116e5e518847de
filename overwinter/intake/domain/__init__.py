"""The rules of reading documents in: states, a row's values, what a split or a merge gives. Pure."""
