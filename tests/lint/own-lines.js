/**
 * A function's own lines: without blank lines, comments, and the functions inside it, which are counted by themselves.
 * @type {import("eslint").Rule.RuleModule}
 */
export const ownLines = {
  meta: { type: "suggestion", schema: [{ type: "object", properties: { max: { type: "integer" } }, additionalProperties: false }] },
  create(context) {
    const { max } = context.options[0];
    const { sourceCode } = context;
    /** @type {{ node: any, inner: Set<number> }[]} */
    const stack = [];
    const withCode = new Set(sourceCode.ast.tokens.flatMap(({ loc }) => lines(loc)));

    /** @param {any} loc */
    function lines(loc) {
      return Array.from({ length: loc.end.line - loc.start.line + 1 }, (_, i) => loc.start.line + i);
    }

    /** @param {any} node */
    function enter(node) { stack.push({ node, inner: new Set() }); }

    /** @param {any} node */
    function leave(node) {
      const { inner } = /** @type {{ inner: Set<number> }} */ (stack.pop());
      const own = lines(node.loc).filter((line) => !inner.has(line) && withCode.has(line) && sourceCode.lines[line - 1]?.trim() !== "");
      if (own.length > max) context.report({ node, message: `This function has ${own.length} lines of its own; ${max} are allowed.` });
      const outer = stack[stack.length - 1];
      if (outer && node.loc.start.line !== node.loc.end.line) for (const line of lines(node.loc)) outer.inner.add(line);
    }

    return {
      FunctionDeclaration: enter, FunctionExpression: enter, ArrowFunctionExpression: enter,
      "FunctionDeclaration:exit": leave, "FunctionExpression:exit": leave, "ArrowFunctionExpression:exit": leave,
    };
  },
};
