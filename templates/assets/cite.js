/* Citing and copying: the day of access, one fact in place of the page, buttons that copy. Without this script all of it can
   be selected and followed, and lacks that day. */
(() => {
  const MONTHS = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]; // of MLA
  const TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}" };
  const ESCAPES = {
    tex: (text) => text.replace(/[\\~^{}]|[%$&#_]/g, (char) => TEX[char] || `\\${char}`),
    json: (text) => JSON.stringify(text).slice(1, -1),
  };

  function today(pattern) {
    const now = new Date();
    const [day, month] = [now.getDate(), now.getMonth()];
    const parts = {
      D: day,
      DD: String(day).padStart(2, "0"),
      M: month + 1,
      MM: String(month + 1).padStart(2, "0"),
      MMM: MONTHS[month],
      MMMM: now.toLocaleString("en", { month: "long" }),
      YYYY: now.getFullYear(),
    };
    return pattern.replace(/\{([DMY]+)\}/g, (whole, name) => parts[name] ?? whole);
  }

  /* the page's citations once more, as those of one of its facts */
  function ofFact(link) {
    const sheet = document.createElement("dialog");
    sheet.className = "cite md-typeset";
    sheet.setAttribute("aria-labelledby", "cite-fact-title");
    const head = Object.assign(document.createElement("h2"), { id: "cite-fact-title", textContent: gettext("Cite this fact") });
    const said = Object.assign(document.createElement("p"), { textContent: link.dataset.fact, dir: "auto" });
    const close = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: gettext("Close") });
    close.addEventListener("click", () => sheet.close());
    const forms = [...document.querySelectorAll("#cite .cite-one")].map((form) => form.cloneNode(true));
    for (const form of forms) {
      form.querySelector("button")?.remove();
      const cited = form.querySelector(".cite-as");
      const escape = ESCAPES[cited.dataset.escape] || String;
      for (const part of cited.querySelectorAll("[data-part=title]")) part.textContent = escape(link.dataset.fact);
      for (const part of cited.querySelectorAll("[data-part=url]")) part.textContent += `#${link.dataset.anchor}`;
    }
    sheet.append(head, said, ...forms, close);
    sheet.addEventListener("close", () => sheet.remove());
    document.querySelector("main").append(sheet);
    copyable(sheet);
    sheet.showModal();
  }

  const button = (words, label, text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "copy";
    made.textContent = words;
    made.setAttribute("aria-label", gettext("{action}: {name}", { action: words, name: label }));
    made.addEventListener("click", async () => {
      const done = await copy(text()).catch(() => false);
      made.textContent = done ? gettext("Copied") : gettext("Not copied");
      status().textContent = gettext("{action}: {name}", { action: made.textContent, name: label });
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
    (document.querySelector("dialog[open]") || document.querySelector("main article, main")).append(made);
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

  function copyable(within) {
    for (const span of within.querySelectorAll("[data-accessed]")) span.textContent = today(span.dataset.accessed);
    for (const cited of within.querySelectorAll(".cite-as")) {
      const head = cited.previousElementSibling;
      if (!head.querySelector("button")) head.append(" ", button(gettext("Copy"), cited.dataset.name, () => cited.textContent));
    }
  }

  function start() {
    copyable(document);
    for (const link of document.querySelectorAll("a.cite-fact"))
      link.addEventListener("click", (event) => {
        event.preventDefault();
        ofFact(link);
      });
    for (const link of document.querySelectorAll(".ev a.n")) {
      const place = link.closest("li").querySelector(".do");
      if (!place.querySelector("button.copy")) place.append(" ", button(gettext("Copy link"), gettext("evidence {number}", { number: link.textContent }), () => link.href));
    }
    for (const dispute of document.querySelectorAll(".dis[id]")) {
      const name = dispute.querySelector("h3").textContent;
      const place = dispute.querySelector(".note") || dispute;
      if (!place.querySelector("button.copy")) place.append(" ", button(gettext("Copy link"), name, () => new URL(`#${dispute.id}`, location).href));
    }
  }

  if (window.document$) document$.subscribe(start);
  else start();
})();
