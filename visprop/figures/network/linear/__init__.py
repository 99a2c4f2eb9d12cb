"""The picture of the article's linear net, one neuron a layer."""
