/** What was said and written on an item, as one sentence of the minutes: whole sentences of people become its parts. */

/** questions: what was put as a question; a remark among them stands with the other opinions. */
export type Views = { readonly pro: readonly string[]; readonly con: readonly string[]; readonly other: readonly string[]; readonly questions?: readonly string[] };

/** Lines and sentences of a text as parts of one, without the stop at its end. */
const flat = (text: string) => text.trim()
  .replace(/^\s*[-*•]\s+/gm, "").replace(/[?？]+/g, "？")
  .replace(/[。；;！!，,、.…~～\s]+$/, "")
  .replace(/[。；;！!，,]*\s*\n\s*/g, "，").replace(/[。；;！!]+\s*(?=.)/g, "，").replace(/？，+/g, "？");

/** That somebody is for it says the beginning of the sentence already. */
const stance = /^(?:(?:我|我们)?(?:表示)?(?:不赞成|不同意|赞成|同意|支持|反对))(?:(?:这个|该)?(?:方案|提议|草案))?(?:[，：:](?!但|不过|可是)|$)/;
const asking = /^(?:我?想)?(?:请问|问一下|问问)(?:一下)?[，：:]?/;
const questionWords = /谁|什么|怎|哪|几|多少|是否|能不能|可不可以|有没有|要不要|会不会|还是|为何|可否|能否|[吗呢]$/;

const isQuestion = (text: string) => text.endsWith("？");
const each = (texts: readonly string[]) => [...new Set(texts.map(flat).filter(Boolean))];

function sideWords(side: "赞成" | "反对", texts: readonly string[]): string {
  if (texts.length === 0) return "";
  const reasons = each(texts.map((text) => text.replace(stance, "")));
  return reasons.length > 0 ? `${side}方认为${reasons.join("，")}` : `有人表示${side}`;
}

/** 赞成方认为…；反对方认为…；另有意见：…；有人问：…？ Null where nothing was picked. */
export function viewsSentence({ pro, con, other, questions = [] }: Views): string | null {
  const [sided, rest, put] = [[each(pro), each(con)] as const, each(other), each(questions)];
  const asked = put.filter((text) => isQuestion(text) || (!text.includes("？") && questionWords.test(text))).map((text) => (isQuestion(text) ? text : `${text}？`));
  const remarks = put.filter((text) => !isQuestion(text) && !asked.includes(`${text}？`));
  const all = each([...[...sided.flat(), ...rest].filter(isQuestion), ...asked].map((text) => text.replace(asking, "")));
  const said = (texts: readonly string[]) => texts.filter((text) => !isQuestion(text));
  const others = [...new Set([...said(rest), ...remarks])];
  const parts = [sideWords("赞成", said(sided[0])), sideWords("反对", said(sided[1])), others.length > 0 ? `另有意见：${others.join("；")}` : "", all.length > 0 ? `有人问：${all.join("")}` : ""].filter(Boolean);
  return parts.length === 0 ? null : parts.join("；") + (all.length > 0 ? "" : "。");
}
