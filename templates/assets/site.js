/* Unfolds what a link leads into, and everything for print; follows a fact that moved. */
function reveal() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const moved = target.closest(".moved") && target.querySelector("a");
  if (moved) return location.replace(moved.href);
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
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

let unfolded = []; // for print alone

addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("article details:not([open], .otp, .drawn)")];
  for (const fold of unfolded) fold.open = true;
});
addEventListener("afterprint", () => unfolded.forEach((fold) => (fold.open = false)));
addEventListener("click", ({ target }) => target.closest?.(".otp a")?.closest("details").removeAttribute("open"));
/* All of a row opens its evidence, as its button does without this. */
addEventListener("click", ({ target }) => {
  const fold = !target.closest?.("a, button") && getSelection().isCollapsed && target.closest?.(".fr > .row")?.nextElementSibling;
  if (fold) fold.open = !fold.open;
});
if (window.document$) document$.subscribe(reveal);
else reveal();
