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

function start() {
  if (narrow.matches) for (const fold of document.querySelectorAll("details.fold")) fold.open = false;
  reveal();
}

addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => document.querySelectorAll("details.fold").forEach((fold) => (fold.open = true)));
if (window.document$) document$.subscribe(start);
else start();
