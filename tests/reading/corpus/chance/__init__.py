"""Whole plans made at random: what they say, the layout they say it in, the file, and what must be read from it.

``said`` invents the rows, ``values`` writes statuses and dates in the ways of councils, ``layouts`` puts the rows into
tables, cards, lists or sections, ``files`` writes those in each format, ``check`` reads the file and compares.
"""
