"""The numbers behind the plots.

In the order in which data flows:

    numbers_table.py   What a table is
    cost_tables.py     Of costs over updates, along a line and over a plane
    output_tables.py   Of what a network makes of inputs and rows
    swarm_tables.py    Of a swarm
    table_registry.py  Which table stands behind which view
"""
