"""A real headless Chromium, spoken to over a pipe by its own protocol: it needs the browser alone, and no library."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

FOUND = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
_KEYS = {"ArrowRight": 39, "ArrowLeft": 37, "Home": 36, "End": 35, "PageDown": 34, "PageUp": 33, "Escape": 27, "Tab": 9}


class Browser:
    """One page of a browser that is at an end when this is closed.

    Attributes:
        complaints: what it has written to its console.
        requests: the addresses that it has asked for.
    """

    def __init__(self):
        self.complaints, self.requests = [], []
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        theirs, self._write = os.pipe()
        self._read, answers = os.pipe()
        # The browser reads from 3 and writes to 4.
        shell = f"exec {FOUND} {' '.join(_FLAGS)} --user-data-dir={self._folder.name} about:blank 3<&{theirs} 4>&{answers}"
        self._process = subprocess.Popen(
            ["bash", "-c", shell], pass_fds=(theirs, answers), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(theirs)
        os.close(answers)
        self._rest, self._count, self._session = b"", 0, None
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(one for one in targets if one["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def close(self):
        try:
            self.call("Browser.close")
        finally:
            self._process.wait(20)
            os.close(self._write)
            os.close(self._read)
            self._folder.cleanup()

    def call(self, method, **parameters):
        """What a method answers; events that come meanwhile are noted."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._count:
            self._note(answer)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def _next(self):
        while b"\0" not in self._rest:
            part = os.read(self._read, 1 << 20)
            assert part, "the browser has ended"
            self._rest += part
        found, self._rest = self._rest.split(b"\0", 1)
        return json.loads(found)

    def _note(self, event):
        method, told = event.get("method", ""), event.get("params", {})
        if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            self.complaints.append(json.dumps(told))
        if method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])

    # What a reader does

    def open(self, path, size=(1440, 900), *, mobile=False, dark=False, scale=1.0):
        self.resize(size, mobile=mobile, scale=scale)
        self.prefer(dark=dark)
        self.call("Page.navigate", url=Path(path).resolve().as_uri())
        self.until("document.readyState === 'complete' && document.getElementById('caption').textContent !== ''")

    def resize(self, size, *, mobile=False, scale=1.0):
        width, height = size
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=mobile)
        self.call("Emulation.setTouchEmulationEnabled", enabled=mobile)

    def prefer(self, *, dark=False, still=False):
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if still else "no-preference"},
        ]
        self.call("Emulation.setEmulatedMedia", features=features)

    def ask(self, expression):
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, expression):
        end = time.monotonic() + 30
        while not self.ask(expression):
            assert time.monotonic() < end, f"never came: {expression}"
            time.sleep(0.02)

    def press(self, key):
        text = {"text": key} if len(key) == 1 else {}
        code = _KEYS.get(key, ord(key[0]))
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def click(self, selector, share=0.5):
        x, y = self._place(selector, share)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def swipe(self, selector, dx, dy=0.0):
        x, y = self._place(selector, 0.5)
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        for part in (0.5, 1.0):
            self.call("Input.dispatchTouchEvent", type="touchMove", touchPoints=[{"x": x + part * dx, "y": y + part * dy}])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def _place(self, selector, share):
        box = f"document.querySelector({json.dumps(selector)}).getBoundingClientRect()"
        left, top, width, height = self.ask(f"(({{x, y, width, height}}) => [x, y, width, height])({box})")
        return left + share * width, top + height / 2

    # What is seen

    def screenshot(self, path, *, whole=False):
        data = self.call("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        Path(path).write_bytes(base64.b64decode(data))

    def printed(self):
        """The page as a PDF file."""
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"])

    def accessible(self):
        """Role and name of all that a screen reader is given."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        seen = [one for one in nodes if not one.get("ignored")]
        return [(one["role"]["value"], one.get("name", {}).get("value", "")) for one in seen if "role" in one]
