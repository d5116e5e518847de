"""Damaged files, made from sound ones and read: none may bring the reader down.

``python -m bench.fuzz --count 2000 --seed 1``. The same seed spoils in the same way. ``seeds/`` holds small sound files
in the formats that no library here writes; the others are made by ``sound.py``. ``damage.py`` and ``packs.py`` spoil
them, ``running.py`` has them read.
"""
