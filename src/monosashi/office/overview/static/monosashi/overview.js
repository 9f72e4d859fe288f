// On a phone the parts of the overview are closed at first: each shows its sentence. On paper all are open.
const parts = () => document.querySelectorAll(".panel__d");
const openNamed = () => {
  const part = document.getElementById(location.hash.slice(1))?.querySelector(".panel__d");
  if (part) part.open = true;
};
if (matchMedia("(max-width: 47.99em)").matches) {
  for (const part of parts()) part.open = false;
}
openNamed();
addEventListener("hashchange", openNamed);
addEventListener("beforeprint", () => {
  for (const part of parts()) part.open = true;
});
