"use strict";
// Shows positions of a run that are packed in the page. Each picture is a list of pieces, each list what differs from the one before.
(async () => {
  const SVG = "http://www.w3.org/2000/svg";
  const RATES = [0.25, 0.5, 1, 2, 4, 8];
  const SWIPE = 40;
  const one = (id) => document.getElementById(id);

  const unpacked = async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  };
  const followed = (steps, read = (number) => number) => {
    let list = [];
    return steps.map((step) => {
      list = list.slice();
      for (const [at, count, numbers] of step) list.splice(at, count, ...numbers.map(read));
      return list;
    });
  };

  // A letter is a sign: an outline, by how much it stands right of the one before, and below the line, in hundredths.
  const set = (signs) => {
    let x = 0;
    const placed = [...signs].map((sign) => {
      const code = sign.codePointAt(0);
      const [outline, byX, y] = data.letters[code - (code < 0xd800 ? 0x100 : 0x900)];
      x += byX;
      return `<use href="#g${outline}" x="${x / 100}" y="${y / 100}"/>`;
    });
    return placed.join("");
  };
  const lettered = (piece) =>
    piece.replace(/\^([-. \d]*)([^^]+)\^/g, (_, told, signs) => {
      if (!told) return set(signs);
      const [x, y, scale, colour] = told.split(" ");
      return `<g transform="translate(${x} ${y}) scale(${scale})" fill="var(--c${colour})">${set(signs)}</g>`;
    });
  // Long lines are written by how each point differs from where the two before it lead to, in hundredths.
  const drawn = (piece) =>
    lettered(piece).replace(/~([^~]+)~/g, (_, told) => {
      const numbers = told.split(" ").map(Number);
      let [x, y, dx, dy] = [0, 0, 0, 0];
      const points = [];
      for (let i = 0; i < numbers.length; i += 2) {
        const [byX, byY] = [numbers[i] + dx, numbers[i + 1] + dy];
        [x, y] = [x + byX, y + byY];
        [dx, dy] = i ? [byX, byY] : [0, 0];
        points.push(`${x / 100} ${y / 100}`);
      }
      return `M${points.join("L")}`;
    });

  let data;
  try {
    data = await unpacked(one("data").textContent);
  } catch {
    one("old").hidden = false;
    return;
  }
  const places = data.positions;
  const end = places.length - 1;
  // A piece is told by how many new ones ago it was new.
  let fresh = 0;
  const numbered = (ago) => (ago ? fresh - ago : fresh++);
  const panels = data.panels.map((panel, number) => ({
    ...panel,
    lists: followed(panel.pieces, numbered),
    lines: followed(panel.heard),
    figure: one(`panel${number}`),
    svg: one(`panel${number}`).querySelector(":scope > svg"),
    told: one(`heard${number}`),
    seen: new Map(),
    shown: null,
  }));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  let at = -1;
  let timer = 0;

  // Colours

  const ink = (chosen) => data.colours.map((pair, i) => `--c${i}:${pair.split(" ")[chosen]}`).join(";");
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent =
    `:root{${ink(0)}}@media screen{@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${ink(1)}}}` +
    `:root[data-theme=dark]{${ink(1)}}}`;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const nameTheme = () => {
    one("theme").textContent = isDark() ? "Light" : "Dark";
  };
  const changeTheme = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  };

  // Pictures

  const made = (number) => {
    const group = document.createElementNS(SVG, "g");
    group.innerHTML = drawn(data.pieces[number]);
    return group.firstChild;
  };
  const draw = (panel) => {
    const list = panel.lists[at];
    if (panel.shown === list) return;
    const before = panel.seen;
    panel.seen = new Map();
    const nodes = list.map((number) => {
      const left = before.get(number);
      const node = left && left.length ? left.pop() : made(number);
      panel.seen.set(number, [...(panel.seen.get(number) || []), node]);
      return node;
    });
    panel.shown = list;
    panel.svg.setAttribute("viewBox", `0 0 ${panel.width} ${panel.heights[at]}`);
    panel.svg.style.setProperty("--shape", panel.width / panel.heights[at]);
    panel.svg.replaceChildren(...nodes);
    // In a place that scrolls text begins at its top, and the present line of a listing is seen.
    const line = panel.svg.querySelector(`:scope > [fill="var(--c${data.now})"]`);
    const { y, height } = line ? line.getBBox() : { y: 0, height: 0 };
    const room = panel.figure.clientHeight - 70;
    panel.figure.scrollTop = Math.max(0, ((y + height) * panel.svg.clientWidth) / panel.width - room);
    panel.told.replaceChildren(
      ...panel.lines[at].map((number) => {
        const line = document.createElement("li");
        line.textContent = data.texts[number];
        return line;
      }),
    );
  };

  // Where one is

  const tell = () => {
    const place = places[at];
    one("caption").textContent = place.caption;
    one("numbers").textContent = place.numbers.join("   ");
    one("where").textContent = `${at + 1} of ${end + 1}`;
    one("place").textContent = place.where.replace(/\.$/, "");
    one("slider").value = at;
    one("slider").setAttribute("aria-valuetext", [place.where, place.caption].filter(Boolean).join(" "));
    for (const id of ["first", "back"]) one(id).disabled = at === 0;
    for (const id of ["next", "last"]) one(id).disabled = at === end;
  };
  const say = () => {
    const { where, words } = places[at];
    const isNew = say.where !== where;
    say.where = where;
    one("spoken").textContent = [isNew ? where : "", ...words.map((number) => data.texts[number])].filter(Boolean).join(" ");
  };
  const note = () => {
    clearTimeout(note.timer);
    // Browsers refuse many changes of the address within a short time.
    note.timer = setTimeout(() => history.replaceState(null, "", `#${places[at].at}`), 500);
  };
  const go = (to, isSaid = true) => {
    to = Math.min(end, Math.max(0, to));
    if (to === at) return;
    at = to;
    panels.forEach(draw);
    tell();
    note();
    if (isSaid) say();
  };
  const step = (count) => {
    pause();
    go(at + count);
  };

  // Playing

  const rate = () => Number(one("rate").value);
  const isPlaying = () => timer !== 0;
  const showPlaying = () => {
    root.classList.toggle("playing", isPlaying());
    one("play").setAttribute("aria-label", isPlaying() ? "Pause" : "Play");
  };
  const pause = () => {
    if (!isPlaying()) return;
    clearTimeout(timer);
    timer = 0;
    showPlaying();
    say();
  };
  const wait = () => {
    timer = setTimeout(() => {
      // Faster than it could be read, nothing is read.
      go(at + 1, rate() <= 1);
      if (at < end) wait();
      else pause();
    }, 1000 / rate());
  };
  const play = () => {
    if (isPlaying()) return pause();
    if (at === end) go(0);
    if (end === 0) return;
    wait();
    showPlaying();
  };
  const faster = (by) => {
    const choice = one("rate");
    choice.selectedIndex = Math.min(RATES.length - 1, Math.max(0, choice.selectedIndex + by));
  };

  // What is chosen

  const enlarge = (panel) => {
    const isLarge = panel !== null && !panel.figure.classList.contains("large");
    for (const { figure } of panels) {
      figure.classList.toggle("large", isLarge && figure === panel.figure);
      figure.querySelector(".enlarge").setAttribute("aria-pressed", String(isLarge && figure === panel.figure));
    }
    root.classList.toggle("enlarged", isLarge);
  };
  const tab = (number) => {
    for (const button of one("tabs").children) {
      const isChosen = Number(button.dataset.tab) === number;
      button.setAttribute("aria-pressed", String(isChosen));
      panels[button.dataset.tab].figure.classList.toggle("chosen", isChosen);
    }
  };

  const KEYS = {
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    PageDown: () => step(1),
    PageUp: () => step(-1),
    Home: () => step(-end),
    End: () => step(end),
    " ": play,
    "+": () => faster(1),
    "=": () => faster(1),
    "-": () => faster(-1),
    d: changeTheme,
    Escape: () => enlarge(null),
  };
  document.addEventListener("keydown", (event) => {
    const does = KEYS[event.key];
    if (!does || event.ctrlKey || event.altKey || event.metaKey) return;
    // A control that has the focus keeps its own keys.
    const held = event.target;
    if (held.tagName === "SELECT" || (held.tagName === "BUTTON" && event.key === " ")) return;
    event.preventDefault();
    does();
  });

  let touched = null;
  one("pictures").addEventListener("touchstart", (event) => {
    const [touch] = event.touches;
    touched = event.touches.length === 1 ? [touch.clientX, touch.clientY] : null;
  }, { passive: true });
  one("pictures").addEventListener("touchend", (event) => {
    if (!touched) return;
    const [touch] = event.changedTouches;
    const [x, y] = [touch.clientX - touched[0], touch.clientY - touched[1]];
    touched = null;
    // A page that is enlarged by hand is moved, not turned.
    const isMoved = window.visualViewport && window.visualViewport.scale > 1.05;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y) && !isMoved) step(x < 0 ? 1 : -1);
  }, { passive: true });

  one("controls").addEventListener("submit", (event) => event.preventDefault());
  one("first").addEventListener("click", () => step(-end));
  one("back").addEventListener("click", () => step(-1));
  one("next").addEventListener("click", () => step(1));
  one("last").addEventListener("click", () => step(end));
  one("play").addEventListener("click", play);
  one("theme").addEventListener("click", changeTheme);
  one("slider").addEventListener("input", () => {
    pause();
    go(Number(one("slider").value));
  });
  for (const button of one("tabs").children) button.addEventListener("click", () => tab(Number(button.dataset.tab)));
  for (const panel of panels) panel.figure.querySelector(".enlarge").addEventListener("click", () => enlarge(panel));
  dark.addEventListener("change", nameTheme);
  window.addEventListener("hashchange", () => go(placed()));

  const placed = () => Math.max(0, places.findIndex((place) => `#${place.at}` === location.hash));
  one("definitions").firstElementChild.innerHTML = data.definitions;
  one("slider").max = end;
  for (const value of RATES) one("rate").add(new Option(`${value}×`, value, value === 1, value === 1));
  nameTheme();
  tab(1);
  go(placed(), false);
  say.where = places[at].where;
})();
