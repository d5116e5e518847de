"""What the interface offers: a file for each kind of thing, with its shape, how it is read and how it is written."""
