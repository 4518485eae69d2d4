/* Zoom and pan of the map's plates, an extra: buttons, dragging and two fingers change the viewBox; the wheel stays the page's.
   A year chosen leaves the pins and rows of that year, and stands in the address as on the timeline. */
const MOST = 4;

class View {
  constructor(svg) {
    const { width, height } = svg.viewBox.baseVal;
    Object.assign(this, { svg, width, height, x: 0, y: 0, scale: 1, last: null });
    const pins = svg.querySelectorAll("a.pin > g");
    this.pins = [...pins].map((pin) => ({ pin, x: pin.transform.baseVal[0].matrix.e, y: pin.transform.baseVal[0].matrix.f }));
  }

  get wide() {
    return this.width / this.scale;
  }

  get high() {
    return this.height / this.scale;
  }

  sees({ x, y }) {
    return x >= this.x && x <= this.x + this.wide && y >= this.y && y <= this.y + this.high;
  }

  /* The pin that was last reached, or else the one nearest to the middle of those in sight: enlarged, a plate is never empty. */
  focus() {
    const seen = this.pins.filter((one) => !one.pin.parentNode.hasAttribute("hidden") && this.sees(one));
    if (this.last && seen.includes(this.last)) return this.last;
    const mean = (key) => seen.reduce((sum, one) => sum + one[key], 0) / seen.length;
    const [x, y] = [mean("x"), mean("y")];
    const far = (one) => Math.hypot(one.x - x, one.y - y);
    return seen.sort((one, other) => far(one) - far(other))[0] ?? { x: this.x + this.wide / 2, y: this.y + this.high / 2 };
  }

  zoom(factor) {
    const { x, y } = this.focus();
    this.scale = Math.min(MOST, Math.max(1, this.scale * factor));
    [this.x, this.y] = [x - this.wide / 2, y - this.high / 2];
    this.show();
  }

  /* Enlarges about a point of the screen, which stays where it is. */
  about(clientX, clientY, factor) {
    const box = this.svg.getBoundingClientRect();
    const [left, top] = [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
    const [x, y] = [this.x + left * this.wide, this.y + top * this.high];
    this.scale = Math.min(MOST, Math.max(1, this.scale * factor));
    [this.x, this.y] = [x - left * this.wide, y - top * this.high];
    this.show();
  }

  move(x, y) {
    this.x += x * this.wide;
    this.y += y * this.high;
    this.show();
  }

  /* Brings a pin that the keyboard has reached into the middle, where it is out of sight. */
  reveal(pin) {
    this.last = this.pins.find((one) => one.pin === pin) ?? null;
    if (!this.last || this.sees(this.last)) return;
    [this.x, this.y] = [this.last.x - this.wide / 2, this.last.y - this.high / 2];
    this.show();
  }

  show() {
    this.x = Math.min(this.width - this.wide, Math.max(0, this.x));
    this.y = Math.min(this.height - this.high, Math.max(0, this.y));
    this.svg.setAttribute("viewBox", `${this.x} ${this.y} ${this.wide} ${this.high}`);
    this.svg.style.setProperty("--map-still", 1 / this.scale);
    this.svg.classList.toggle("moved", this.scale > 1);
    this.refresh?.();
  }
}

function tools(bar, view) {
  const buttons = [...bar.children];
  view.refresh = () =>
    buttons.forEach((it) => it.setAttribute("aria-disabled", it.dataset.zoom === "2" ? view.scale === MOST : view.scale === 1));
  for (const it of buttons) {
    const { zoom, x, y } = it.dataset;
    it.addEventListener("click", () => (zoom ? view.zoom(+zoom) : view.move(x / 4, y / 4)));
  }
  view.refresh();
}

function drag(view) {
  let from = null;
  let moved = false;
  view.svg.addEventListener("pointerdown", (event) => {
    moved = false;
    from = view.scale > 1 && event.button === 0 && event.isPrimary ? event : null;
  });
  view.svg.addEventListener("pointermove", (event) => {
    if (!from || event.pointerId !== from.pointerId) return;
    const box = view.svg.getBoundingClientRect();
    moved ||= Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > 4;
    if (!moved) return;
    view.svg.setPointerCapture(event.pointerId);
    view.move((from.clientX - event.clientX) / box.width, (from.clientY - event.clientY) / box.height);
    from = event;
  });
  for (const end of ["pointerup", "pointercancel"]) view.svg.addEventListener(end, () => (from = null));
  view.svg.addEventListener("dragstart", (event) => event.preventDefault());
  view.svg.addEventListener("click", (event) => moved && event.preventDefault(), true);
  return () => (from = null);
}

/* Two fingers on a plate enlarge it, and not the page; one finger scrolls the page, as it does beside the plate. */
function pinch(view, release) {
  let before = null;
  const grip = ([one, other]) => ({
    x: (one.clientX + other.clientX) / 2,
    y: (one.clientY + other.clientY) / 2,
    apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
  });
  view.svg.addEventListener(
    "touchstart",
    (event) => {
      before = event.touches.length === 2 ? grip(event.touches) : null;
      if (before) (event.preventDefault(), release());
    },
    { passive: false },
  );
  view.svg.addEventListener(
    "touchmove",
    (event) => {
      if (!before || event.touches.length !== 2) return;
      event.preventDefault();
      const box = view.svg.getBoundingClientRect();
      const now = grip(event.touches);
      view.move((before.x - now.x) / box.width, (before.y - now.y) / box.height);
      view.about(now.x, now.y, now.apart / before.apart);
      before = now;
    },
    { passive: false },
  );
}

function years(field) {
  const show = () => {
    for (const it of document.querySelectorAll(".plate a.pin:not(.cluster), .placed > li"))
      it.toggleAttribute("hidden", field.value !== "" && !(it.dataset.years ?? "").split(" ").includes(field.value));
    const timeline = field.closest(".map-years").querySelector("a");
    if (timeline) timeline.search = field.value && `?year=${field.value}`;
  };
  field.value = new URLSearchParams(location.search).get("year") ?? "";
  if (field.selectedIndex === -1) field.value = "";
  field.addEventListener("change", () => {
    history.replaceState(history.state, "", location.pathname + (field.value && `?year=${field.value}`) + location.hash);
    show();
  });
  show();
}

function start() {
  for (const figure of document.querySelectorAll(".plate:not(.ready)")) {
    const view = new View(figure.querySelector("svg"));
    figure.classList.add("ready");
    tools(figure.querySelector(".map-tools"), view);
    pinch(view, drag(view));
    view.svg.addEventListener("focusin", (event) => view.reveal(event.target.querySelector("g[transform]")));
  }
  const field = document.querySelector(".map-years:not(.ready) select");
  if (!field) return;
  field.closest(".map-years").classList.add("ready");
  years(field);
}

if (window.document$) document$.subscribe(start);
else start();
