/* Taking a drawing away: its picture as PNG, its address, and the code of its frame; SVG and CSV are links without this. */
(() => {
  const SCALE = 2; // dots of the PNG for each unit of the drawing

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", async () => {
      const done = await act().catch(() => gettext("Not done"));
      made.textContent = done;
      setTimeout(() => (made.textContent = words), 2000);
    });
    return made;
  }

  /* The picture has its colours and its letters in itself, so that it can be drawn from a data address. */
  async function png(address, name) {
    const text = await (await fetch(address)).text();
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth * SCALE, image.naturalHeight * SCALE];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const link = document.createElement("a");
    [link.href, link.download] = [URL.createObjectURL(blob), `${name}.png`];
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    return gettext("Saved");
  }

  async function copy(text) {
    await navigator.clipboard.writeText(text);
    return gettext("Copied");
  }

  function start() {
    for (const bar of document.querySelectorAll(".take:not(.ready)")) {
      bar.classList.add("ready");
      const [svg, csv] = bar.querySelectorAll("a");
      if (location.protocol !== "file:") csv.before(button("PNG", () => png(svg.href, bar.dataset.name)));
      if (navigator.clipboard) bar.append(button(gettext("Copy link"), () => copy(new URL(bar.dataset.page, location).href)));
    }
    for (const code of document.querySelectorAll("[data-frame]:not(.ready)")) {
      code.classList.add("ready");
      // Without a configured address, the code has that of the page at hand.
      const frame = new URL(code.dataset.frame, location).href;
      code.textContent = code.textContent.replace(/src="[^"]*"/, `src="${frame}"`);
      if (navigator.clipboard) code.after(button(gettext("Copy"), () => copy(code.textContent)));
    }
  }

  if (window.document$) document$.subscribe(start);
  else start();
})();
