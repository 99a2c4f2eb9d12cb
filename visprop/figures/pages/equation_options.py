"""What can be chosen of the equations and of the listing."""

from __future__ import annotations

from visprop.figures.option import ByHand, Entry, Flag, Heading, Lasts, Menu, Options, Switch
from visprop.notation.explanations.pages import Subject


class EquationOptions(Options):
    """What can be chosen of the equations.

    Attributes:
        subject: what they are about.
        line: the number of the line whose equations are shown; None for the present one.
        whole: whether those of large layers are written out.
        sums: whether sums are written with Σ.
        steps: whether the chain rule is applied step by step, where the notation has such steps.
    """

    subject = ByHand(Subject.LINE, lasts=Lasts.EXPERIMENT)
    line = ByHand[int | None](None, lasts=Lasts.NETWORK)
    whole = Switch(
        entry=Entry(Menu.EXPLAIN, "Equations in &full", "Write layers of up to 32 neurons out, every term", "Ctrl+Alt+F"),
        flag=Flag("--whole", Heading.PAGES, "write the equations of large layers out"),
    )
    sums = Switch(
        entry=Entry(Menu.EXPLAIN, "&Sums with Σ", "Write sums over a layer with Σ instead of term by term", "Ctrl+Alt+U"),
        flag=Flag("--sums", Heading.PAGES, "write sums over a layer with Σ"),
    )
    steps = Switch(
        entry=Entry(
            Menu.EXPLAIN,
            "&Chain rule by steps",
            "Euler's notation, one neuron a layer: unfold each Δ over the steps of the chain rule",
            "Ctrl+Alt+C",
        ),
        flag=Flag("--steps", Heading.PAGES, "unfold Euler's Δ over the steps of the chain rule"),
    )


class ListingOptions(Options):
    """What is chosen of the listing.

    Attributes:
        brief: whether a narrow one leaves the updates to the heading of the backward pass; the window decides.
    """

    brief = ByHand(False)
