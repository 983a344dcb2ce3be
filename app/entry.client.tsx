import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode, useEffect, type ReactNode } from "react";
import { hydrateRoot } from "react-dom/client";

/**
 * Remix suspends its root while it reads the page's data; an event that reaches React in that instant makes it give the page
 * up (its error 345). Until the page is live such an event does what it does without JavaScript.
 */
const early = "mousedown mouseup touchstart touchend touchcancel pointerdown pointerup pointercancel click dblclick auxclick contextmenu keydown keyup keypress compositionstart compositionend input change copy cut paste reset submit".split(" ");
const pass = (event: Event) => event.stopPropagation();
for (const name of early) addEventListener(name, pass, true);

function Live({ children }: { children: ReactNode }) {
  useEffect(() => { for (const name of early) removeEventListener(name, pass, true); }, []);
  return children;
}

startTransition(() => {
  hydrateRoot(document, <StrictMode><Live><RemixBrowser /></Live></StrictMode>);
});

if (import.meta.env.DEV) void import("./dev-drafts").then(({ keepDrafts }) => keepDrafts());
