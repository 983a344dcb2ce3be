/** The chair's script for the whole evening on paper (domain notes 1.4): blanks where figures are only known in the hall. */
import type { ItemKind } from "~/rules/meeting/events";
import type { RuleFields } from "~/rules/meeting/rule-set";
import { needed } from "~/rules/tally/threshold";
import { thresholdWords } from "./sentences";

type Evening = {
  readonly title: string; readonly members: number; readonly attendees: readonly string[];
  readonly items: readonly { readonly kind: ItemKind; readonly title: string; readonly proposer: string; readonly minutes: number; readonly resolution: string }[];
  readonly counters: readonly string[]; readonly supervisors: readonly string[]; readonly rules: RuleFields | null;
};

/** do: what is done, in brackets on paper; say: what is said. */
export type Cue = { readonly do?: string; readonly say?: string };
export type Scene = { readonly heading: string; readonly cues: readonly Cue[] };

/** Opening, procedure, every item, the end. */
export const eveningScript = (evening: Evening): Scene[] => [opening(evening), procedure(evening), ...evening.items.map((item, i) => onItem(evening, item, i)), ending];

/** Five facts: the total, who is present, on leave and why, whether enough came, who attends without a vote. */
function opening({ title, members, attendees, rules }: Evening): Scene {
  const enough = rules?.quorum.value ? `须${needed(members, rules.quorum.value)}人` : "须____人";
  return {
    heading: "开会",
    cues: [
      { do: "签到截止，向记录员要到会人数" },
      { say: `各位成员、各位居民，大家好。现在清点人数。本次会议应到${members}人，实到____人，请假____人，请假的是____________，原因是____________。` },
      { say: `按议事规则${enough}，现在实到____人，达到议事规则规定的人数，可以开会。` },
      { say: `列席会议的有${attendees.length > 0 ? attendees.join("、") : "____________"}，参加讨论，不表决。旁听的居民____人，欢迎大家。` },
      { say: `我宣布，${title}现在开始。` },
      { do: "人数不够的，不宣布开会，改期" },
    ],
  };
}

function procedure({ items, counters, supervisors, rules }: Evening): Scene {
  const speech = rules?.speechSeconds.value;
  return {
    heading: "程序事项",
    cues: [
      { say: `今天的议程有${items.length}项：${items.map(({ title }, i) => `第${i + 1}项，${title}`).join("；")}。对议程有没有异议？` },
      { do: "停一停。没有人反对：" }, { say: "无异议，议程通过。" },
      { say: `建议由${counters.join("、") || "____________"}计票，${supervisors.join("、") || "____________"}监票。有没有异议？` },
      { do: "停一停。没有人反对：" }, { say: "无异议，通过。请计票人、监票人就位。" },
      { do: "有人反对的，举手表决" },
      { say: `发言请先举手，或在手机上申请，经我点到再说。${speech ? `每次不超过${speech % 60 === 0 ? `${speech / 60}分钟` : `${speech}秒`}。` : ""}请对着主持人说，对事不对人。` },
    ],
  };
}

function onItem({ rules }: Evening, { kind, title, proposer, minutes, resolution }: Evening["items"][number], i: number): Scene {
  const begin: Cue[] = [
    { say: `下面进入第${i + 1}项：${title}。请${proposer || "提出人"}说明情况。` },
    { do: `说明${minutes > 0 ? `，本项共${minutes}分钟` : ""}` },
  ];
  return { heading: `第${i + 1}项　${title}`, cues: [...begin, ...afterwards(kind, resolution, rules)] };
}

function afterwards(kind: ItemKind, resolution: string, rules: RuleFields | null): Cue[] {
  switch (kind) {
    case "report": return [{ say: "有没有要问的？" }, { do: "回答问题" }, { say: "这一项是通报，不表决。谢谢。" }];
    case "consult": return [{ say: "请大家发表意见。赞成的、担心的、有建议的，都请说。" }, { do: "依次点人发言，正反意见轮着来" }, { say: "这一项只听意见，不表决。记录员已记下，会写进纪要。谢谢大家。" }];
    case "vote": return [
      { say: "先请大家提问，再请大家发表意见。" }, { do: "依次点人发言，正反意见轮着来；有人提出别的方案的，问有没有人附议" },
      { say: "如果没有别的意见，现在提请表决。" }, { say: `表决的文字是：${resolution}` },
      { say: `实到____人有表决权，赞成${rules?.threshold.value ? `要${thresholdWords(rules.threshold.value)}` : "要达到规则写明的票数"}，就是____票。` },
      { do: "举手表决的：" }, { say: "赞成的请举手。" }, { do: "计票，稍停" }, { say: "请放下。反对的请举手。" }, { do: "计票，稍停" }, { say: "请放下。弃权的请举手。" }, { do: "计票，稍停" }, { say: "请放下。" },
      { do: "手机记名表决的：" }, { say: "请成员在手机上投票，没有手机的请到签到台。现在开始。……还没有投票的请抓紧。表决结束。" },
      { say: "请监票人核对。" }, { say: "现在宣布表决结果：赞成____票，反对____票，弃权____票。这一项____________（通过、未通过）。" },
    ];
  }
}

const ending: Scene = {
  heading: "散会",
  cues: [{ say: "今天的议题都已议完。会议纪要今晚起草，签字以后公示。谢谢大家，我宣布散会。" }, { do: "请签字的人留下，监票人在签到表上签名" }],
};

/** Ten rules of conduct, as every meeting of neighbours can keep them. */
export const conductRules = [
  "先举手，经主持人点到再发言。", "一次只议一件事，说和这一项有关的话。", "先说赞成还是反对，再说理由。", "每次发言不超过规定的时间，没有说过的人先说。", "对着主持人说，不互相争吵。",
  "对事不对人，不说人家的私事，不猜别人的用意。", "别人说话不打断，听不清等他说完再问。", "主持人不评论谁对谁错，要发言先请别人主持。", "意见说够了才表决，表决时不再争论。", "没有通过也是结果，大家一样要遵守。",
] as const;
