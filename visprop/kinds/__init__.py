"""The kinds of experiments: a registry, and the files that hold any of them.

`kind.py`: what an entry is; `network.py`: the entry of a network's run; `registry.py`: all of them; `files.py`: their files.
"""
