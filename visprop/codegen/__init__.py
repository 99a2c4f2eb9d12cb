"""A training as a script of its own, in Python with NumPy or with a framework, that computes what visprop computes.

In the order in which data flows:

    cells.py             A script as cells: what is said, and what is executed; as a file, and as a notebook
    python.py            Numbers and formulas as Python
    facts.py             What a script is made of: the run, how many updates, and the numbers that it asserts
    activation_texts.py  What activations are called, in NumPy and in each framework
    cost_texts.py        Costs, and their slopes
    shared_parts.py      The cells that scripts share: title, numbers, order of the examples, the update, the asserts
    numpy_script.py      NumPy: the article's algorithm, line by line
    networks.py          The network and its cost as a framework writes them, which differentiates by itself
    torch_script.py      PyTorch
    jax_script.py        JAX
    keras_script.py      Keras, on JAX
    sklearn_script.py    scikit-learn, where its networks can do the same
    registry.py          The registry of what a training can be written as
"""
