/* Copying: a button beside each citation and each footnote. Without this script both can be selected and followed. */
(() => {
  const button = (words, label, text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "copy";
    made.textContent = words;
    made.setAttribute("aria-label", `${words}: ${label}`);
    made.addEventListener("click", async () => {
      const done = await copy(text()).catch(() => false);
      made.textContent = done ? "Copied" : "Not copied";
      status().textContent = `${made.textContent}: ${label}`;
      setTimeout(() => (made.textContent = words), 2000);
    });
    return made;
  };

  const status = () => {
    const known = document.querySelector("#copied");
    if (known) return known;
    const made = document.createElement("p");
    made.id = "copied";
    made.className = "sr";
    made.setAttribute("role", "status");
    document.querySelector("main article, main").append(made);
    return made;
  };

  /* a page from the disk or over plain HTTP has no clipboard: there the text is selected and copied the old way */
  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true);
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }

  /* What is claimed, in which words, by whom, and where that can be looked up. */
  function fact(link) {
    const item = link.closest("li"), words = (name) => item.querySelector(name).textContent.replace(/\s+/g, " ").trim();
    return `${words(".c")}: “${words("q")}” (${words("[data-voice]")}). ${document.querySelector("[data-name=citation]").textContent}: ${link.href}`;
  }

  function start() {
    for (const cited of document.querySelectorAll(".cite-as")) {
      const head = cited.previousElementSibling;
      if (!head.querySelector("button")) head.append(" ", button("Copy", cited.dataset.name, () => cited.textContent));
    }
    for (const link of document.querySelectorAll(".ev a.n")) {
      const place = link.closest("li").querySelector(".do"), name = `evidence ${link.textContent}`;
      if (place.querySelector("button.copy")) continue;
      place.append(" ", button("Cite this fact", name, () => fact(link)), " ", button("Copy link", name, () => link.href));
    }
    for (const dispute of document.querySelectorAll(".dis[id]")) {
      const name = dispute.querySelector("h3").textContent;
      const place = dispute.querySelector(".note") || dispute;
      if (!place.querySelector("button.copy")) place.append(" ", button("Copy link", name, () => new URL(`#${dispute.id}`, location).href));
    }
  }

  if (window.document$) document$.subscribe(start);
  else start();
})();
