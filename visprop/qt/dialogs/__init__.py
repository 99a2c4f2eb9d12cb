"""Windows beside the main one.

In the order in which data flows:

    about.py          What this is
    column_list.py    The columns of a table that is imported: what each is
    compare.py        Trainings that run in lockstep with the present one
    describing.py     Title and notes of the scenario, edited
    save_row.py       The row of buttons below what writes a file
    animation.py      An animation: asked for, and made in steps
    web_dialog.py     A page of the web: asked for, with an estimate of its size
    export_memory.py  What the dialogues of exports and worksheets remember
    worksheet.py      A worksheet of an update, in variants, as several files
    paper_fields.py   How large a figure is, as one chooses it
    preset_field.py   The same by venue
    panels_field.py   Which pictures stand on the page, and where each is
    flag_fields.py    A control for each choice of an export
    file_field.py     Where a file is written: ending and format follow each other
    export_form.py    What can be chosen for a figure
    making.py         Makes figures beside the window
    page_picture.py   A page as it will be printed, painted in slices
    preview.py        What will be in the file, at real size
    export_dialog.py  A figure for print: the choices, the preview, Save and Copy
    code_dialog.py    A training as code: in which framework, for how many updates
    sheet.py          A dialogue that lies over the window below its menus
    left_work.py      Work that an earlier start left
    start_card.py     A card of the start page
    start_pictures.py  The pictures of the start page
    start_page.py     The start page: what to begin with, each with a picture
    marks_field.py    How it is written in a table that there is no value
    importing.py      A table of the user's own becomes the examples
    nudge.py          Proof by nudging: move one weight by ε, and see φ change
    own_network.py    A network of one's own, typed or pasted
    start_row.py      Where a parameter begins in a grid of starts
    swarm.py          A swarm from the present scenario: asked for, and made beside the window
    palette.py        Every command of the window with its keys, searched as one types
    preferences.py    What stays from one start to the next, at one place
    printing.py       A view on paper: the platform's dialogue, with a preview of the page
    opening.py        Opens them: each imported when it is first wanted
"""
