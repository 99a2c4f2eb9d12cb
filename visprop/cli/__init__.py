"""The command line; but for the window itself, nothing of it needs a display.

In the order in which data flows:

    streams.py       What is printed: in any encoding, without control characters
    command.py       What a command is: its file is loaded when it is asked for
    arguments.py     What the commands share
    tables.py        Numbers written to a file as its ending says
    lengths.py       How long is trained
    progress.py      A bar on a terminal
    cluster.py       What commands share that can have their work done elsewhere
    interruption.py  Ctrl+C while something is computed: what was reached is kept
    start.py         `visprop [SCENARIO]`: the window
    listing.py       `visprop list`: what comes with the program
    new.py           `visprop new`: a new scenario
    trace.py         `visprop trace`: every number of one pass, as JSON, CSV or NPZ
    train.py         `visprop train`: the descent alone, as fast as it goes
    check.py         `visprop check`: the gradient and the update, checked
    doctor.py        `visprop doctor`: what goes wrong in a training
    bench.py         `visprop bench`: a bench in the window
    paper_flags.py   How large a figure is: the flags of whatever writes one
    flag_arguments.py  The choices of an export as arguments
    sheet.py         Several pictures in one file, and pictures on the scale of others
    export.py        `visprop export`: a view of a position, written to a file
    ranges.py        A range of positions, and how views are shown at all of them
    animate.py       `visprop animate`: a range of positions as an animation
    web.py           `visprop web`: a range of positions as a page of the web
    worksheet.py     `visprop worksheet`: an update, a test or a chapter with blanks, hints and solutions
    grade.py         `visprop grade`: a verdict on each answer that was handed in
    code.py          `visprop code`: a training as a script or a notebook
    swarm_figure.py  The figure that it writes, loaded where one is asked for
    swarm_report.py  What is told of a swarm: in words, as JSON, as a table
    swarm.py         `visprop swarm`: many runs at once
    figure.py        `visprop figure`: the article's figures, written to files
    main.py          The command line: which command, and how its errors end
"""
