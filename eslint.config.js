import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";
import { ownLines } from "./tests/lint/own-lines.js";

const rulesAndSealed = ["app/rules/**/*.ts", "app/sealed/**/*.ts"];
/** @type {(max: number) => ["error", { max: number; skipBlankLines: true; skipComments: true }]} */
const size = (max) => ["error", { max, skipBlankLines: true, skipComments: true }];

export default ts.config(
  { ignores: ["build/**", "node_modules/**", "drizzle/meta/**", "test-results/**", ".yishi/**", ".cache/**"] },
  ...ts.configs.recommendedTypeChecked,
  a11y.flatConfigs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "react-hooks": hooks, yishi: { rules: { "own-lines": ownLines } } },
    rules: {
      ...hooks.configs.recommended.rules,
      "max-lines": size(300),
      "max-params": ["error", 3],
      "yishi/own-lines": ["error", { max: 40 }],
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" }],
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-non-null-assertion": "off",
      "react-hooks/refs": "off",
    },
  },
  // A rule or a proof knows no clock, no chance, no surroundings.
  {
    files: rulesAndSealed,
    rules: {
      "max-lines": size(200),
      "no-restricted-globals": ["error", "Date", "setTimeout", "setInterval", "fetch", "process", "crypto", "window", "document", "performance"],
      "no-restricted-properties": ["error", { object: "Math", property: "random" }],
      "no-restricted-syntax": ["error", { selector: "Literal[raw=/^[0-9]*\\.[0-9]+$/]", message: "Votes and shares are whole numbers." }],
    },
  },
  // The list of doors grows with the product.
  { files: ["tests/doors/registry.ts"], rules: { "max-lines": "off" } },
  // Express knows a handler of errors by its four parameters.
  { files: ["server/fault-page.ts"], rules: { "max-params": ["error", 4] } },
  { files: ["server/main.ts", "server/boot/**", "tests/**", "*.config.*"], rules: { "no-console": "off" } },
  // Rows of a table and arguments of a property stand side by side.
  { files: ["tests/**", ".dependency-cruiser.cjs"], rules: { "max-params": "off", "yishi/own-lines": ["error", { max: 80 }] } },
  { files: ["**/*.js", "**/*.mjs", "**/*.cjs"], extends: [ts.configs.disableTypeChecked] },
);
