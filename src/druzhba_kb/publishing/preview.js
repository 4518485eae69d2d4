// What the preview adds to each page: it is shown anew when it has changed, and tells what is wrong while it cannot be.
(() => {
  "use strict";
  const colours = { background: "#fff", color: "#14202b", borderTop: "4px solid #b0360a" };
  const place = { position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", zIndex: "9999" };
  let shown = null;

  const tell = (findings) => {
    const box = document.createElement("section");
    box.id = "preview-findings";
    box.setAttribute("role", "alert");
    Object.assign(box.style, colours, place, { padding: "1rem 1.5rem", font: "14px/1.5 ui-monospace, monospace" });
    const head = document.createElement("strong");
    head.textContent = "These are the last good pages. What is wrong:";
    const list = document.createElement("pre");
    Object.assign(list.style, { whiteSpace: "pre-wrap", margin: "0.5rem 0 0", font: "inherit" });
    list.textContent = findings.join("\n\n");
    box.append(head, list);
    document.body.append(box);
  };

  const look = async () => {
    try {
      const state = await (await fetch("/__preview.json", { cache: "no-store" })).json();
      if (shown !== null && state.number !== shown) return location.reload();
      if (shown === null && state.findings.length) tell(state.findings);
      shown = state.number;
    } catch {
      // the preview was stopped; it may come back
    }
    setTimeout(look, 400);
  };
  look();
})();
