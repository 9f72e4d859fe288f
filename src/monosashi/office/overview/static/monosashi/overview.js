// On a phone the parts of the overview are closed at first: each shows its sentence. On paper all are open.
const parts = () => document.querySelectorAll(".panel__d");
const openNamed = () => {
  const named = document.getElementById(location.hash.slice(1));
  let part = named?.querySelector(".panel__d") ?? named?.closest(".panel__d");
  if (!part) return;
  for (; part; part = part.parentElement.closest(".panel__d")) part.open = true;
  named.scrollIntoView();
};
if (matchMedia("(max-width: 47.99em)").matches) {
  for (const part of parts()) part.open = false;
}
openNamed();
addEventListener("hashchange", openNamed);
addEventListener("beforeprint", () => {
  for (const part of parts()) part.open = true;
});
