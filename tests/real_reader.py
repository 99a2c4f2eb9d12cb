"""By hand: reads the real application through AT-SPI, as a screen reader of Linux does, and steps through two lines of it.

It needs what no test may ask for: a D-Bus session, an X server, and the system's own Python with its bindings.

    apt install at-spi2-core gir1.2-atspi-2.0 python3-gi xvfb
    QT_QPA_PLATFORM=xcb xvfb-run -a dbus-run-session -- /usr/bin/python3 -m tests.real_reader .venv/bin/python

It prints what it is told, and ends with 1 where a picture says nothing or no line is announced.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time

LONGEST = 60.0
"""How long the application may take to appear, in seconds."""
GROUPS = 11
"""Inputs, four layers of weights and of neurons, targets and the cost."""


def children(one):
    """What is below one of its things."""
    found = (one.get_child_at_index(i) for i in range(one.get_child_count()))
    return [child for child in found if child is not None]


def all_below(top, depth=0):
    """A thing and all below it."""
    yield top
    for child in children(top) if depth < 25 else ():
        yield from all_below(child, depth + 1)


def named(top, name, roles, least=0):
    """The first thing with a name, one of some roles, and so many things below it."""
    found = (one for one in all_below(top) if (one.get_name() or "") == name and one.get_role_name() in roles)
    return next((one for one in found if one.get_child_count() >= least), None)


def application(atspi):
    """The application, once it is there."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        for one in children(atspi.get_desktop(0)):
            if "visprop" in (one.get_name() or "") and one.get_child_count():
                return one
        time.sleep(0.5)
    raise SystemExit("visprop did not appear on the bus")


def drawn(top):
    """The network, once its picture is drawn."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        # Its dock is called so too.
        picture = named(top, "Network", ("panel",), GROUPS)
        if picture is not None:
            return picture
        time.sleep(0.5)
    raise SystemExit("the network says nothing")


def read(atspi, glib):
    """Print the network's tree, press an edge, execute two lines; whether all of it was heard."""
    heard = []
    listener = atspi.EventListener.new(lambda event: heard.append(str(event.any_data)))
    listener.register("object:announcement")
    top = application(atspi)
    picture = drawn(top)
    for group in children(picture)[:GROUPS]:
        print(group.get_name(), group.get_child_count())
        for thing in children(group)[:2]:
            place = thing.get_extents(atspi.CoordType.SCREEN)
            print("   ", thing.get_role_name(), thing.get_name(), (place.x, place.y, place.width, place.height))
    edge = next(thing for thing in children(children(picture)[1]) if thing.get_name().startswith("weight w 1, 1 1"))
    print("press", edge.do_action(0))
    step = next(one for one in all_below(top) if (one.get_description() or "").startswith("Execute one line"))
    for _ in range(2):
        step.do_action(0)
        _turn(glib, 2.5)
    print("selected", edge.get_state_set().contains(atspi.StateType.SELECTED))
    print("\n".join(heard))
    return picture.get_child_count() >= GROUPS and any("line 2: forward, layer 2" in told for told in heard)


def _turn(glib, seconds):
    """Let events come for some seconds."""
    loop = glib.MainLoop()
    glib.timeout_add(int(1000 * seconds), loop.quit)
    loop.run()


def main():
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib

    with tempfile.TemporaryDirectory() as home:
        # The bridge of Qt begins when a reader is there, or when it is told so.
        told = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
        command = [sys.argv[1], "-m", "visprop", "two-neurons"]
        process = subprocess.Popen(command, env={**os.environ, **told})
        try:
            is_heard = read(Atspi, GLib)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
    return 0 if is_heard else 1


if __name__ == "__main__":
    sys.exit(main())
