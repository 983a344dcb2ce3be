/** What the chair may say at each step (forms of address as host scripts use them, domain notes 1.4). */
import type { Choice } from "~/rules/tally/verdict";
import type { Matter } from "~/rules/meeting/events";
import type { PersonId } from "~/rules/meeting/ids";
import { isUnheard, nextStep } from "~/rules/meeting/next";
import { quorumNow } from "~/rules/meeting/quorum";
import { electorateOf } from "~/rules/meeting/round";
import { checkers, conductNow, itemById, latestRound, motionById, speaker, speechById, type MeetingState, type Round } from "~/rules/meeting/state";
import { plainOf } from "./phrase";
import { outcomeSentence } from "./result";
import { numeral, quorumSentence, ruleSentence, verdictWords } from "./sentences";

export type Scene = { readonly view: MeetingState; readonly texts: Readonly<Record<string, unknown>>; readonly names: Readonly<Record<string, string>> };

/** The words for the step that comes next. */
export function scriptFor(scene: Scene): string {
  const { view } = scene;
  const next = nextStep(view);
  if ("done" in next) return "会议到此结束，谢谢大家。";
  if ("wait" in next) return waits(scene)[next.wait];
  const { do: command } = next;
  if (isUnheard(view) && command.type !== "floor.grant") return presenting(scene);
  switch (command.type) {
    case "notice.post": return "各位成员，会议通知发给大家，请看一看议程，答复出席或请假。";
    case "check-in.open": return "各位好，现在开始签到。请扫大屏幕上的二维码，没有手机的请到签到台。";
    case "meeting.open": return opening(scene);
    case "meeting.resume": return "休会时间到，现在恢复开会。";
    case "item.take": return taking(scene, command.item);
    case "floor.grant": return granting(scene, speechById(view, command.request)?.person);
    case "floor.end": return `谢谢${nameOf(scene, speaker(view)?.person)}。还有哪位要发言？`;
    case "round.freeze": return "如果没有别的意见，现在提请表决。";
    case "round.open": return putting(scene, latestRound(view)!);
    case "hands.call": return handsSay(command.choice);
    case "round.close": return latestRound(view)?.hands ? "举手的人数点好了。表决结束。" : "还没有投票的请抓紧。……表决结束。";
    case "round.check": return "本次会议没有监票人，由我核对计票。";
    case "round.announce": return announcing(latestRound(view)!);
    case "poll.close": return "刚才问的是在座居民的看法，不是表决。还没有回答的请抓紧。……征询结束。";
    case "meeting.close": return "今天的议题都已议完，谢谢大家。我宣布散会。";
    default: return "";
  }
}

const nameOf = ({ names }: Scene, person: PersonId | undefined) => (person && names[person]) ?? "";
const textOf = ({ texts }: Scene, id: string | undefined) => plainOf(id === undefined ? null : texts[id]);
const list = (scene: Scene, people: readonly PersonId[]) => people.map((one) => nameOf(scene, one)).join("、");

const waits = (scene: Scene) => ({
  check: `请监票人${list(scene, checkers(scene.view))}核对计票。`,
  doubt: "监票人对计票有疑问，结果暂不宣布，请大家稍等。",
  hands: "请两位计票人各报一次数。",
  differ: "两个人报的数不一样，请重新举手。",
});

function opening(scene: Scene): string {
  const quorum = quorumNow(scene.view);
  if (!quorum) return "";
  return `现在清点人数。${quorumSentence(quorum)}。${quorum.met ? `我宣布，${textOf(scene, scene.view.plan?.title.id)}现在开始。` : "请大家稍等。"}`;
}

/** Each kind of item by its own words; one that was left or put off is taken up again. */
function taking(scene: Scene, id: string): string {
  const item = itemById(scene.view, id);
  const title = textOf(scene, item?.title.id);
  if (item?.takenAt) return `下面继续议：${title}。请大家发表意见。`;
  if (item?.kind === "report") return `下面通报：${title}。请先说明情况，有问题的可以提问。`;
  if (item?.kind === "consult") return `下面就这件事征求大家的意见：${title}。请先说明情况，今天不表决。`;
  return `下面进入议题：${title}。请先说明情况，然后请大家发表意见。`;
}

/** While an item is explained: who does it, and what comes after. */
function presenting(scene: Scene): string {
  const item = itemById(scene.view, scene.view.current);
  const by = textOf(scene, item?.proposer?.id) || "提出人";
  const then = { report: "有问题的可以提问。", consult: "然后请大家发表意见，今天不表决。", vote: "然后请大家提问、发表意见。", procedure: "" }[item?.kind ?? "vote"];
  return `下面请${by}说明情况。${then}`;
}

/** 三分钟; 一分半钟; 四十五秒. */
export function durationWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const said = (n: number) => (n > 100 ? String(n) : n === 2 ? "两" : numeral(n));
  if (seconds % 60 === 0) return `${said(minutes)}分钟`;
  if (seconds % 60 === 30 && minutes > 0) return `${said(minutes)}分半钟`;
  return minutes > 0 ? `${said(minutes)}分${numeral(seconds % 60)}秒` : `${numeral(seconds)}秒`;
}

function granting(scene: Scene, next: PersonId | undefined): string {
  const before = speaker(scene.view);
  return `${before ? `谢谢${nameOf(scene, before.person)}。下面` : ""}请${nameOf(scene, next)}发言，时间${durationWords(conductNow(scene.view).speechSeconds)}。`;
}

/** The text is read out with whoever moved and seconded it, the rule, and how the vote is taken. */
function putting(scene: Scene, round: Round): string {
  const motion = motionById(scene.view, round.motion);
  const from = motion ? `${nameOf(scene, motion.mover)}提出${motion.seconders.length > 0 ? `、${list(scene, motion.seconders)}附议` : ""}的方案是：` : "表决的文字是：";
  const text = textOf(scene, round.text.id);
  const how = round.rule.form === "hands" ? "本次举手表决，在会场的请举手，不用点手机。现在开始。" : "请成员在手机上投票，没有手机的请到签到台。现在开始。";
  return `${from}${text}${/[。！？]$/.test(text) ? "" : "。"}${ruleSentence(round.rule, electorateOf(scene.view))}${how}`;
}

const handWords: Record<Choice, string> = { for: "赞成", against: "反对", abstain: "弃权" };
export const handsSay = (choice: Choice) => `${handWords[choice]}的请举手。（稍停）请放下。`;

function announcing({ rule, counted, electorate }: Round): string {
  if (!counted || !electorate) return "";
  const { count: { tally }, outcome } = counted;
  return `现在宣布表决结果：赞成${tally.for}票，反对${tally.against}票，弃权${tally.abstain}票。${outcomeSentence(rule, { tally, outcome, electorate })}，${verdictWords(outcome)}。`;
}

/** Words for acts that are not the next step; they stand where the act is chosen. */
export const sayings = {
  matter: (matter: Matter, what: string) => ({
    agenda: "议程已经发给大家，有没有不同意见？（稍停）没有，无异议，通过。",
    tellers: `建议${what}，有没有不同意见？（稍停）没有，无异议，通过。`,
    other: "对这件事有没有不同意见？（稍停）没有，无异议，通过。",
  })[matter],
  adjourn: "现在休会，请大家准时回来。",
  defer: "这件事还要再商量，今天暂缓表决，原因我说明一下。",
  poll: "下面问一问在座居民的看法。这不是表决，请居民在手机上回答。",
} as const;

/** 1:40; what is begun counts as a whole second. */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
