"""Lessons as data: read, checked, and what a reader does in them; no session and no Qt.

In the order in which data flows:

    expression.py          A number that a lesson names by a formula of quantities
    mathematics.py         The mathematics of a lesson's text as a formula that is set
    markup.py              A lesson's text with the numbers of a moment
    conditions.py          What a step asks of its reader
    reading_conditions.py  How a file says what a step asks: one entry a kind of condition
    lesson.py              A lesson as steps
    reading_lessons.py     Reading a lesson's file
    titles.py              What the chapters and tests that come with the program are called
    shelf.py               The chapters and tests that come with the program
    progress_kept.py       How far a reader has come in the lessons
    answers.py             Answers as a small file
    answers_kept.py        What a reader answered, noted as it is given
    attempt.py             A reader at a step
"""
