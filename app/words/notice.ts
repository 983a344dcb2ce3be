/** Sentences of a notice: what the rules say in short, and the words for a WeChat group. */
import { needed } from "~/rules/tally/threshold";
import type { RuleFields } from "~/rules/meeting/rule-set";
import { thresholdWords } from "./sentences";
import { clock, date, fullTime } from "./time";
import { zhBefore } from "./zh-before";
import { zhOffice } from "./zh-office";

type Timed = { readonly startsAt: number; readonly endsAt: number | null };

/** 2026年12月5日 星期六 19:00，预计20:30结束 */
export const whenWords = ({ startsAt, endsAt }: Timed, zone: string) => (endsAt === null ? fullTime(startsAt, zone) : `${fullTime(startsAt, zone)}，${zhBefore.agenda.ends(endWords({ startsAt, endsAt }, zone))}`);

/** The same in lines, where lines are short. */
export const whenLines = ({ startsAt, endsAt }: Timed, zone: string) => [fullTime(startsAt, zone), ...(endsAt === null ? [] : [zhBefore.agenda.ends(endWords({ startsAt, endsAt }, zone))])].join("\n");

/** The end by its clock alone where it lies on the same day. */
export const endWords = ({ startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number }, zone: string) => (date(startsAt, zone) === date(endsAt, zone) ? clock(endsAt, zone) : fullTime(endsAt, zone));

/** A rule in one sentence, and the clause it rests on. */
export type RuleLine = { readonly words: string; readonly source: string };

const secondsWords = (seconds: number) => (seconds % 60 === 0 ? `${seconds / 60}分钟` : `${seconds}秒`);

/** What the body's own rules say, in the order of the evening. Fields without a figure are left out. */
export function ruleLines({ quorum, base, threshold, participation, chairVotes, form, remote, speechSeconds, motions, seconders, noticeDays, publicDays, replyDays }: RuleFields, members: number): RuleLine[] {
  const lines: (RuleLine | null)[] = [
    quorum.value && { words: `成员${members}人，到会人数${thresholdWords(quorum.value)}（${needed(members, quorum.value)}人）可以开会。`, source: quorum.source },
    base.value && threshold.value && { words: `赞成票要${thresholdWords(threshold.value)}，以${zhOffice.base[base.value]}计算；赞成和反对一样多，不通过。`, source: [...new Set([base.source, threshold.source])].filter(Boolean).join("；") },
    participation.value && participation.value !== "none" ? { words: `参加表决的人要${thresholdWords(participation.value)}。`, source: participation.source } : null,
    { words: chairVotes.value ? "主持人是成员的，和成员一起表决。" : "主持人不表决。", source: chairVotes.source },
    form.value && { words: `通常用${zhOffice.form[form.value]}。`, source: form.source },
    { words: remote.value ? "不在会场的成员参加会议，算到会。" : "不在会场的成员不算到会。", source: remote.source },
    speechSeconds.value !== null ? { words: `每次发言不超过${secondsWords(speechSeconds.value)}。`, source: speechSeconds.source } : null,
    { words: motions.value ? `成员可以当场提出别的方案，${seconders.value ? `要${seconders.value}人附议` : "不用附议"}；没有提出的，表决通知里的决议草案。` : "只表决通知里写明的文字。", source: motions.source },
    noticeDays.value !== null ? { words: `会议通知提前${noticeDays.value}天发出。`, source: noticeDays.source } : null,
    publicDays.value !== null && replyDays.value !== null ? { words: `会议纪要公示${publicDays.value}天，异议在${replyDays.value}天内答复。`, source: [...new Set([publicDays.source, replyDays.source])].filter(Boolean).join("；") } : null,
  ];
  return lines.filter((line): line is RuleLine => line !== null);
}

/** The three that a notice has room for: who must come, what carries, how long one speaks. */
export const ruleSummary = (fields: RuleFields, members: number) => {
  const { quorum, threshold, base, speechSeconds } = fields;
  const parts = [
    quorum.value && `到会人数${thresholdWords(quorum.value)}（${needed(members, quorum.value)}人）可以开会`,
    threshold.value && base.value && `赞成${thresholdWords(threshold.value)}（以${zhOffice.base[base.value]}计算）通过`,
    speechSeconds.value && `每次发言不超过${secondsWords(speechSeconds.value)}`,
  ].filter(Boolean);
  return `${parts.join("；")}。`;
};

type Shared = Timed & { readonly body: string; readonly title: string; readonly place: string; readonly url: string; readonly items: readonly { readonly title: string; readonly kind: keyof typeof zhBefore.itemKind }[] };

/** The notice as a message: plain lines, the address last. */
export function shareText(sheet: Shared, zone: string): string {
  const { lines } = zhBefore.share;
  return [
    `【${zhBefore.notice.title}】${sheet.title}`,
    lines.time(whenWords(sheet, zone)), lines.place(sheet.place), lines.agenda,
    ...sheet.items.map(({ title, kind }, i) => `${i + 1}．${title}（${zhBefore.itemKind[kind]}）`),
    lines.leave, lines.open, lines.online(sheet.url),
  ].join("\n");
}

/** What a calendar keeps beside time and place. */
export const calendarWords = ({ items, url }: Pick<Shared, "items" | "url">) =>
  [zhBefore.share.lines.agenda, ...items.map(({ title, kind }, i) => `${i + 1}．${title}（${zhBefore.itemKind[kind]}）`), zhBefore.share.lines.online(url)].join("\n");

/** 表决　代表甲三提出　25分钟 */
export const itemFacts = ({ kind, proposer, minutes }: { readonly kind: keyof typeof zhBefore.itemKind; readonly proposer: string; readonly minutes: number }) =>
  [zhBefore.itemKind[kind], proposer && zhBefore.agenda.proposer(proposer), minutes > 0 && zhBefore.agenda.minutes(minutes)].filter(Boolean).join("　");
