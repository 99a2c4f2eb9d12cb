"""What tells the reader what is what: headings above the network, the legend and the foot below it."""
