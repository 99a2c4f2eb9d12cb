"""One neuron in each form that it may have: what it shows, how it looks, how much room it takes."""
