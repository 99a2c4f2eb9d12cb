"""The numbers: networks, costs, backpropagation, descent, the landscape and the gradient check. NumPy alone."""
