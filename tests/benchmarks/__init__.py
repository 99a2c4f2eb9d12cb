"""What the program costs, beside its peers: programs that print ratios, each run by its name."""

# Before NumPy, whose libraries ask for the number of threads when they are loaded: the program has one, and so has what it is
# compared with.
import visprop  # noqa: F401
