/* Folds the evidence on a phone, and unfolds it for a link into it and for print; follows a fact that moved. */
const narrow = matchMedia("(max-width: 44.9em)");

function unfold(target) {
  for (let fold = target?.closest("details.fold"); fold; fold = fold.parentElement.closest("details.fold")) fold.open = true;
}

function reveal() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const moved = target.closest(".moved") && target.querySelector("a");
  if (moved) return location.replace(moved.href);
  unfold(target);
  target.scrollIntoView();
}

/* In a frame of others a page could be laid under what is not its own. What is made for frames, below embed/, has no script. */
function unframe() {
  const link = document.createElement("a");
  link.textContent = document.title;
  link.href = location.href;
  link.target = "_top";
  document.body.replaceChildren(link);
}

if (window.top !== window.self) unframe();

function start() {
  if (narrow.matches) for (const fold of document.querySelectorAll("details.fold")) fold.open = false;
  reveal();
}

addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => document.querySelectorAll("details.fold").forEach((fold) => (fold.open = true)));
if (window.document$) document$.subscribe(start);
else start();
