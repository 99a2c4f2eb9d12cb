"""What stands in the columns of the picture: inputs, neurons with their numbers, targets and cost."""
