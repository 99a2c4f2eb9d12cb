"""The examples: where they come from, how they are scaled, and which are kept from training.

In the order in which data flows:

    regular.py       Reading a regular file of a size that can be read
    cells.py         Single cells of a table as numbers
    encodings.py     How letters are written as bytes in a table
    missing.py       Cells that say that there is no value
    kept_rows.py     Rows of a large table, kept by columns and blocks
    headings.py      What stands above the numbers of a table
    numbers.py       Numbers as people write them in a table
    dates.py         Dates in a table as numbers
    column_types.py  What the columns of a table are, by most of their cells
    split.py         Which rows are kept from training, to be tested with
    scaling.py       What the network sees of raw values
    data.py          The examples, as the network sees them and as they were given
    sampling.py      The rows of a table that is too long: refused, or sampled
    table.py         A table: headings, and cells as text
    spreadsheet.py   Sheets of an XLSX spreadsheet as cells of text
    books.py         The registry of files with sheets or columns
    line_by_line.py  A large file's table read line by line
    kinds.py         Which files are tables, by their names
    arff.py          ARFF, the tables of Weka and of many collections
    importing.py     A file of anyone's as a table
    columns.py       Columns of a table as examples
    csv_table.py     Columns of a CSV file that lies beside a scenario
    function.py      A typed function, evaluated from the tree of its formula
    datasets.py      The registry of made-up data sets
    making.py        Examples that are made: drawn from a seed, or of a function
"""
