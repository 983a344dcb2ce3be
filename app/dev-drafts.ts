/** Development only: what was typed survives the reload that follows a restart of the server. */
const place = "yishi-dev-drafts";
const fields = () => [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input:not([type=hidden]):not([type=file]), textarea")];

export function keepDrafts() {
  const save = () => sessionStorage.setItem(place, JSON.stringify({ path: location.pathname, values: fields().map(({ value, type }) => (type === "radio" || type === "checkbox" ? null : value)) }));
  import.meta.hot?.on("vite:ws:disconnect", save);
  import.meta.hot?.on("vite:beforeFullReload", save);
  const { path, values } = JSON.parse(sessionStorage.getItem(place) ?? "{}") as { path?: string; values?: (string | null)[] };
  sessionStorage.removeItem(place);
  if (path === location.pathname) fields().forEach((field, i) => { if (values?.[i]) field.value = values[i]; });
}
