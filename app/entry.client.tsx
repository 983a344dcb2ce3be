import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";

startTransition(() => {
  hydrateRoot(document, <StrictMode><RemixBrowser /></StrictMode>);
});

if (import.meta.env.DEV) void import("./dev-drafts").then(({ keepDrafts }) => keepDrafts());
