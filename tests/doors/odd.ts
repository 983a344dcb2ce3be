/** Values that no form sends and no person types, but that come to every door sooner or later. */
import fc from "fast-check";
import type { World } from "./world";

const big = "长".repeat(12_000);
const strings = [
  "", " ", "\0", "a\0b", "\ud800", "\udfff\ud800", "\u202e反转\u202c", "\u200f\u200e", "\ufeff", "👨‍👩‍👧‍👦".repeat(20), "ℌ𝔢𝔩𝔩𝔬 ﬁ Ⅷ ①", "e\u0301".repeat(200), big, "x".repeat(60_000), "-0", "0", "NaN", "Infinity", "1e999", "9007199254740993", "-1", "0x10", "1,5", "٣",
  "0000-00-00", "0000-01-01", "9999-12-31", "9999-12-31T23:59", "2026-02-30", "2026-13-01T25:61", "0000-01-01T00:00", "true", "null", "undefined", "[object Object]", "[]", "{}", "__proto__", "constructor", "toString", "../../etc/passwd", "'; drop table ballot; --", "\" or 1=1", "%", "_", "\\", "${1+1}", "{{7*7}}",
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "[x](javascript:alert(1))", "\r\nset-cookie: x=1", "//evil.example", "/\\evil.example", "https://evil.example", "=cmd|' /C calc'!A0", "\t", "\u0007\u001b[31m", "0000000000000000", "zzzzzzzzzzzzzzzz", "AAAAAAAAAAAAAAAA",
];
const deep = (depth: number): unknown => { let value: unknown = 1; for (let i = 0; i < depth; i++) value = [value]; return value; };

/** As it can stand in an address: half a pair of surrogates cannot. */
export const inAddress = (value: string) => encodeURIComponent(value.replace(/\p{Surrogate}/gu, "\ufffd"));

export const oddText = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...strings) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) }, { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) });

/** __proto__ as a key of its own, as only JSON.parse makes it. */
const polluting = fc.constantFrom("{\"__proto__\":{\"polluted\":1}}", "{\"constructor\":{\"prototype\":{\"polluted\":1}}}", "{\"key\":\"0123456789abcdef0\",\"command\":{\"type\":\"meeting.close\",\"__proto__\":{\"polluted\":1}}}").map((text) => JSON.parse(text) as unknown);
export const oddValue = fc.oneof(
  oddText, polluting, fc.jsonValue({ maxDepth: 4 }), fc.constantFrom<unknown>(null, true, -0, 2 ** 53, -1, 0.5, 1e308, [], {}, [[]], { length: 3 }, { toString: 1 }, { then: 1 }, deep(50), deep(1000)),
);

/** Ids that exist, but not here: of another community, of another kind, of another meeting. */
export const foreignIds = ({ away, home, place }: World, elsewhere: { meeting: string; round: string; item: string }) =>
  fc.constantFrom(away.body, away.person("代表一"), away.id, elsewhere.meeting, elsewhere.round, elsewhere.item, home.body, home.person("居民二"), home.id, place.meeting, place.round, place.item, "0000000000000000");

/** One field of something valid: gone, or with another value, or one more. */
export function mutated(valid: Readonly<Record<string, unknown>>, values: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.keys(valid);
  const other = values.map((value) => ["extra", value] as const);
  const one = names.length === 0 ? other : fc.oneof(fc.tuple(fc.constantFrom(...names), values), fc.tuple(fc.constantFrom(...names), fc.constant(undefined)), other);
  return one.map(([name, value]) => {
    const { [name]: _, ...rest } = valid;
    return value === undefined ? rest : { ...rest, [name]: value };
  });
}
