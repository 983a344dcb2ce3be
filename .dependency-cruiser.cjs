/** Imports run one way (design of the house, §2). Each rule is shown to fail on a planted break in tests/walls.test.ts. */
/** @type {(name: string, from: string, to: string, comment: string) => import("dependency-cruiser").IForbiddenRuleType} */
const only = (name, from, to, comment) => ({ name, severity: "error", comment, from: { path: from }, to: { path: "^(app|server|drizzle|tests)/", pathNot: to } });

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    only("rules-know-rules", "^app/rules/", "^app/rules/", "The rulebook knows neither phone nor server."),
    only("words-know-rules", "^app/words/", "^app/(words|rules)/", "Words name what the rules name."),
    only("wire-knows-rules-and-words", "^app/wire/", "^app/(wire|rules|words)/", "The wire carries what rules and words know."),
    only("live-knows-wire", "^app/live/", "^app/(live|wire|rules|words|paths)", "A phone's live part knows no page."),
    only("ui-has-no-routes", "^app/ui/", "^app/(ui|live|wire|rules|words|paths)", "A component fetches nothing and knows no route."),
    only("pages-know-no-server", "^app/", "^app/", "What may reach a phone never imports the server; the load context hands it over."),
    only("server-knows-no-pages", "^server/", "^(server|drizzle|app/(wire|rules|sealed|words))/", "The server knows rules, wire and words, not pages."),
    { name: "no-cycles", severity: "error", from: { path: "^(app|server|drizzle)/" }, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    {
      name: "database-behind-the-store", severity: "error", comment: "Queries stand in server/store, sessions in server/auth.ts, tables in drizzle/.",
      from: { path: "^(app|server|drizzle)/", pathNot: "^(server/store/|server/auth\\.ts$|drizzle/)" }, to: { path: "(^|/)node_modules/(drizzle-orm|postgres|@lucia-auth|lucia)/" },
    },
    { name: "one-socket-client", severity: "error", from: { path: "^app/", pathNot: "^app/live/useMeeting\\.ts$" }, to: { path: "(^|/)node_modules/socket\\.io-client/" } },
    { name: "no-zod-in-the-browser", severity: "error", from: { path: "^app/", pathNot: "\\.server\\.tsx?$|^app/routes/" }, to: { path: "(^|/)node_modules/(zod|@conform-to/zod)/" } },
    { name: "no-node-in-the-browser", severity: "error", from: { path: "^app/", pathNot: "\\.server\\.tsx?$" }, to: { dependencyTypes: ["core"] } },
    { name: "no-deprecated-or-missing", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^(virtual:|\\./styles\\.css)" } },
    { name: "no-undeclared-package", severity: "error", from: { path: "^(app|server|drizzle)/" }, to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] } },
    { name: "nothing-of-tests", severity: "error", from: { path: "^(app|server|drizzle)/" }, to: { path: "^tests/" } },
    { name: "no-orphans", severity: "error", from: { orphan: true, path: "^(app|server)/", pathNot: "\\.(d\\.ts|css|md)$|^app/(entry|root|routes\\.ts)|^server/boot/" }, to: {} },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" }, tsPreCompilationDeps: true, doNotFollow: { path: "node_modules" }, combinedDependencies: false,
    exclude: { path: "^(build|test-results)/" }, enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
