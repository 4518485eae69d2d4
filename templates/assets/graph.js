/* The graph of the whole: what hangs together with a node lights up, and kinds can be left out. */
(() => {
  function readGraph(figure) {
    const nodes = new Map([...figure.querySelectorAll(".node")].map((node) => [node.dataset.node, node]));
    const lines = [...figure.querySelectorAll("path[data-ends]")].map((path) => ({ path, ends: path.dataset.ends.split(" ") }));
    return { figure, nodes, lines };
  }

  function light({ figure, nodes, lines }, at) {
    figure.classList.toggle("pointed", Boolean(at));
    for (const node of nodes.values()) node.classList.toggle("at", node === at);
    const lit = new Set([at]);
    for (const { path, ends } of lines) {
      const touched = at && ends.includes(at.dataset.node);
      path.classList.toggle("lit", Boolean(touched));
      if (touched) ends.forEach((end) => lit.add(nodes.get(end)));
    }
    for (const node of nodes.values()) node.classList.toggle("lit", lit.has(node));
  }

  function leaveOut({ figure, nodes, lines }, hidden) {
    for (const part of figure.querySelectorAll("[data-group]")) part.classList.toggle("off", hidden.has(part.dataset.group));
    for (const { path, ends } of lines) {
      path.classList.toggle("off", ends.some((end) => hidden.has(nodes.get(end).dataset.group)));
    }
  }

  function choice(graph, heading, hidden) {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: true });
    box.addEventListener("change", () => {
      hidden[box.checked ? "delete" : "add"](heading.dataset.group);
      leaveOut(graph, hidden);
    });
    label.append(box, heading.textContent);
    return label;
  }

  function choices(graph) {
    const hidden = new Set();
    const field = Object.assign(document.createElement("fieldset"), { className: "kinds drawn" });
    const legend = Object.assign(document.createElement("legend"), { textContent: "Show" });
    const headings = [...graph.figure.querySelectorAll("text.of")];
    field.append(legend, ...headings.map((heading) => choice(graph, heading, hidden)));
    return field;
  }

  function start() {
    const figure = document.querySelector(".web.whole");
    if (!figure || figure.dataset.ready) return;
    figure.dataset.ready = "yes";
    const graph = readGraph(figure);
    const follow = (event) => light(graph, event.target.closest?.(".node"));
    figure.addEventListener("pointerover", follow);
    figure.addEventListener("focusin", follow);
    figure.addEventListener("pointerleave", () => light(graph, document.activeElement?.closest?.(".node")));
    figure.addEventListener("focusout", () => light(graph, null));
    figure.before(choices(graph));
  }

  if (window.document$) document$.subscribe(start);
  else start();
})();
