"""Two wide columns beside each other, printed as text without columns: what is asked, and what was done.

No reference says where a row begins. What does: the room that a line left, the likeness of a text to what is asked
elsewhere, and that both columns have the same rows in the same order on each page.
"""
