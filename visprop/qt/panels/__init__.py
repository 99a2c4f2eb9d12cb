"""What stands around the views: fields, tables and choices.

In the order in which data flows:

    number_delegate.py   How the cells of tables are drawn: words in the window's letters, numbers in those of figures
    cell_view.py         A table of cells that are typed in, copied and pasted
    data_model.py       The examples as rows of cells
    data_table.py        The examples as a table that is typed in
    check_badge.py       Whether backpropagation agrees with nudging here
    constants_form.py    The constants of the rule of the update, each in a field: β, α, ε
    flow_layout.py       Widgets set like words, in rows as long as there is room
    monitor_legend.py    What each line of the monitor is, above its diagrams
    plot_look.py         Plots of pyqtgraph that look like figures
    figure_axis.py       Their axes
    gauge_plots.py       Further diagrams of the monitor on plots of pyqtgraph
    curves_button.py     The button that chooses them
    monitor_panel.py     The history of the training on a plot of pyqtgraph
    lesson_panel.py      What every symbol and line means, as a list that is searched
    panel_parts.py       Small helpers by which the panels look alike
    text_flow.py         Words and formulas in lines
    lesson_text.py       A lesson's text, in which what a formula stands for lights up
    choice_row.py        An answer that can be chosen
    exercise_parts.py    What the panels of exercises have in common
    answer_field.py      A field in which an answer is typed
    keypad.py            Numbers typed with a mouse, or a pen on a wall
    algorithm_card.py    Be the algorithm: what is asked now
    question_card.py     What a step of a lesson asks, with its hints
    progress_dots.py     Where one is in a lesson
    two_parts.py         What is read, and below it what is asked, neither out of sight
    step_page.py         A step of a lesson as a page
    saving_answers.py    Saving what was answered in the lessons
    course_map.py        The chapters of the course, and how far one has come
    course_panel.py      The course: the map, or the step that is open
    option_box.py        A list of what an option offers, behind a few words
    hint_row.py          A hint of looking around, with the way out of it
    now_band.py          What the present line does: a sentence and its equation
    selection_strip.py   Below the network: what is selected, and what can be done with it
    network_panel.py     The network between the two
    data_panel.py        The workbench of the examples
    page_panel.py        A page of formulas in a place that scrolls, with a button that copies it
    equation_panel.py    The equations with the choice of what they are about
    parameter_box.py     A list of a network's weights and biases
    descent_band.py      What the update at hand has brought
    landscape_panel.py   The landscape with the choice of its plane
    parameter_table.py   All weights and biases as a table: typed in, pasted, frozen, tied and drawn
    pseudocode_panel.py  The pseudocode in a place that scrolls
    message.py           What the user was told, for as long as it takes to read
    cost_curve.py        φ along the time line
    timeline_bar.py      The time line, scrubbed both ways below it
    rate_box.py          A field for the learning rate
    scenario_panel.py    The scenario: network, data and how it is trained
    training_form.py     Every training setting at one place
    training_panel.py    The training: every setting, how it stands, and running it to its end
    runs_model.py        The tree of runs as rows
    runs_panel.py        The tree of runs, shown
    selection_panel.py   What is selected: its numbers, and a field to edit its weight or bias
    output_panel.py      The output with the choice of its picture
    bent_panel.py        The bent space with the choice of its stage
    slice_panel.py       The slice with the choice of its line and of η
    control_fields.py    A widget for each kind of control of a bench
    controls_panel.py    All that can be set of a bench
    view_panel.py        Which widget shows a view of the registry in the window
    table_model.py       A table of columns, shown cell by cell
    table_panels.py      A table beside the views: the gradient check
    watch_panel.py       Watched variables: their value now and the one before
    doctor_panel.py      What goes wrong in the training, and what can be tried
    trouble_note.py      At the end of the time line: that something goes wrong
    work_indicator.py    At the end of the time line: that something is being computed
    algorithm_panel.py   Be the algorithm: what comes next is chosen, and its value is typed
    hunt_panel.py        Find the bug: a planted error is accused and named
    hall.py              What a hall sees of a view: the picture alone, in large type
    line_progress.py     How far the pass is: a dash for each line
    present_panel.py     What a hall sees: sentence, equation, network, and how far it is, in large type
"""
