"""Reading in a process of its own: what a broken or hostile file does, it does to that process alone.

``watch.py`` is the side of whoever wants a document read: it starts the process, gives it the order, and turns every
way it can end into an answer or a sentence. ``starting.py`` starts it, ``process.py`` is it. ``limits.py`` and
``order.py`` are what passes between them.
"""
