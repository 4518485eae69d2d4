/* Zoom and pan of the map's plates, an extra: buttons and dragging change the viewBox; the wheel stays the page's. */
const MOST = 4;
const TOOLS = [
  ["Zoom in", "Zoom in", (view) => view.zoom(2)],
  ["Zoom out", "Zoom out", (view) => view.zoom(0.5)],
  ["Move left", "←", (view) => view.move(-0.25, 0)],
  ["Move right", "→", (view) => view.move(0.25, 0)],
  ["Move up", "↑", (view) => view.move(0, -0.25)],
  ["Move down", "↓", (view) => view.move(0, 0.25)],
  ["Whole plate", "Whole plate", (view) => view.zoom(0)],
];

class View {
  constructor(svg) {
    const { width, height } = svg.viewBox.baseVal;
    Object.assign(this, { svg, width, height, x: 0, y: 0, scale: 1 });
  }

  zoom(factor) {
    const scale = Math.min(MOST, Math.max(1, this.scale * factor));
    this.x += (this.width / this.scale - this.width / scale) / 2;
    this.y += (this.height / this.scale - this.height / scale) / 2;
    this.scale = scale;
    this.show();
  }

  move(x, y) {
    this.x += (x * this.width) / this.scale;
    this.y += (y * this.height) / this.scale;
    this.show();
  }

  /* Brings a point into the middle where it is out of sight, as a pin that the keyboard has reached. */
  reveal(x, y) {
    const [wide, high] = [this.width / this.scale, this.height / this.scale];
    if (x >= this.x && x <= this.x + wide && y >= this.y && y <= this.y + high) return;
    [this.x, this.y] = [x - wide / 2, y - high / 2];
    this.show();
  }

  show() {
    const [wide, high] = [this.width / this.scale, this.height / this.scale];
    this.x = Math.min(this.width - wide, Math.max(0, this.x));
    this.y = Math.min(this.height - high, Math.max(0, this.y));
    this.svg.setAttribute("viewBox", `${this.x} ${this.y} ${wide} ${high}`);
    this.svg.style.setProperty("--map-still", 1 / this.scale);
    this.svg.classList.toggle("moved", this.scale > 1);
  }
}

function button([label, sign, act], view, refresh) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", () => (act(view), refresh()));
  return made;
}

function tools(figure, view) {
  const bar = document.createElement("div");
  bar.className = "map-tools";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", `Zoom and move: ${figure.querySelector("figcaption").textContent}`);
  const refresh = () =>
    [...bar.children].forEach((it, number) => it.setAttribute("aria-disabled", number ? view.scale === 1 : view.scale === MOST));
  bar.append(...TOOLS.map((tool) => button(tool, view, refresh)));
  refresh();
  figure.prepend(bar);
}

function drag(view) {
  let from = null;
  let moved = false;
  view.svg.addEventListener("pointerdown", (event) => {
    moved = false;
    from = view.scale > 1 && event.button === 0 ? event : null;
  });
  view.svg.addEventListener("pointermove", (event) => {
    if (!from) return;
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
}

function start() {
  for (const figure of document.querySelectorAll(".plate:not(.ready)")) {
    const view = new View(figure.querySelector("svg"));
    figure.classList.add("ready");
    if (!figure.closest(".small")) tools(figure, view);
    drag(view);
    view.svg.addEventListener("focusin", (event) => {
      const place = event.target.querySelector("g[transform]")?.transform.baseVal[0].matrix;
      if (place) view.reveal(place.e, place.f);
    });
  }
}

if (window.document$) document$.subscribe(start);
else start();
