import type { ItemFacts, RoundFacts } from "../../app/rules/meeting/minutes-facts";
import type { Figure } from "../../app/wire/minutes";
import type { PaperBlock } from "../../app/wire/paper";
import {
  channelSentence, commentsSentence, consideredSentence, consultedSentence, decisionSentence, deferredSentence, motionSentence, notReachedSentence, pollSentence, questionSentence, referralSentence, replacesSentence,
  reportedSentence, speechSentence, undecidedSentence, voidSentence,
} from "../../app/words/minutes";
import { viewsSentence } from "../../app/words/opinions";
import { clock } from "../../app/words/time";
import { zhMinutes } from "../../app/words/zh-minutes";
import { paragraph } from "./blocks";
import type { Edition } from "./content";

/** The vote that decided the item: the last announced one, but for a motion that was not carried. */
const deciding = ({ rounds }: ItemFacts): RoundFacts | undefined => rounds.filter(({ motion, outcome }) => outcome && (motion === null || outcome.verdict === "carried")).pop();

function figureOf({ said, name }: Edition, { motions }: ItemFacts, { rule, count, outcome, electorate, motion, text }: RoundFacts): Figure[] {
  const mover = motions.find((one) => one.motion === motion)?.mover;
  return count && outcome && electorate ? [{ rule, tally: count.tally, outcome, electorate, text: said(text), by: mover ? name(mover) : "" }] : [];
}

/** The figures of the vote that decided, and of every vote with its text. */
export function figuresOf(told: Edition, item: ItemFacts): { figure: Figure | null; votes: readonly Figure[] } {
  const round = deciding(item);
  return { figure: (round && figureOf(told, item, round)[0]) ?? null, votes: item.rounds.flatMap((one) => figureOf(told, item, one)) };
}

/** What the log knows of an item, before and after the place of the recorder's own words on the discussion. */
export function itemBlocks(told: Edition, item: ItemFacts): { before: PaperBlock[]; after: PaperBlock[] } {
  const votes = item.kind === "vote" && item.rounds.length > 0;
  const plain = item.stage === "pending" || item.takenAt === null ? notReachedSentence : item.kind === "report" ? reportedSentence : item.kind === "consult" ? consultedSentence : votes ? consideredSentence(told.said(item.proposer)) : undecidedSentence;
  const deferred = item.deferred && deferredSentence(told.said(item.deferred));
  const views = viewsOf(told, item);
  return {
    before: [paragraph(item.takenAt === null && deferred ? deferred : plain), ...(views ? [paragraph(views)] : [])],
    after: [
      ...votingBlocks(told, item), ...(item.takenAt !== null && deferred ? [paragraph(deferred)] : []), ...referral(item),
      ...item.polls.map((poll) => paragraph(pollSentence(poll, told.said(poll.text)))),
      ...(item.comments > 0 ? [paragraph(commentsSentence(item.comments, told.hidden.get(item.item) ?? 0))] : []), ...archived(told, item),
    ],
  };
}

/** Motions with those who stand for them, each question as it was put with what came of it, in the order of the evening. */
function votingBlocks({ said, name, zone, edition }: Edition, { motions, rounds }: ItemFacts): PaperBlock[] {
  const put = ({ motion, text, void: why, count, at, ...round }: RoundFacts): string => {
    if (!count) return voidSentence({ time: clock(at, zone), reason: said(why) });
    const decided = decisionSentence({ ...round, count }, motion ? "该提议" : "该事项") + (round.replaces ? replacesSentence : "") + (edition === "archive" ? channelSentence({ count, electorate: round.electorate }) : "");
    return motion ? decided : questionSentence(said(text)) + decided;
  };
  const moved = motions.map(({ motion, mover, seconders, text, stage }) => paragraph(
    motionSentence({ mover: name(mover), seconders: seconders.map(name), text: said(text), withdrawn: stage === "withdrawn" }) + rounds.filter((round) => round.motion === motion).map(put).join("")));
  return [...moved, ...rounds.filter(({ motion }) => motion === null).map((round) => paragraph(put(round)))];
}

/** A council's result on what others decide is an opinion: said where it was carried, or only asked for. */
function referral(item: ItemFacts): PaperBlock[] {
  const sentence = referralSentence(item.decider);
  const agreed = deciding(item)?.outcome?.verdict === "carried" || (item.kind === "consult" && item.takenAt !== null);
  return sentence && agreed ? [{ kind: "paragraph", text: [{ tag: "strong", children: [sentence.slice(0, sentence.indexOf("。") + 1)] }, sentence.slice(sentence.indexOf("。") + 1)] }] : [];
}

function viewsOf({ said, speeches, comments }: Edition, item: ItemFacts): string | null {
  const notes = item.speeches.filter(({ request, note }) => note && speeches.has(request)).map(({ side, note }) => ({ side, text: said(note) }));
  const sideOf = { support: "pro", worry: "con", advice: "other", question: "question" } as const;
  const written = comments.filter((one) => one.item === item.item && one.body !== null).map(({ tag, body }) => ({ side: tag ? sideOf[tag] : "other" as const, text: body! }));
  const of = (wanted: string) => [...notes, ...written].filter(({ side }) => side === wanted).map(({ text }) => text);
  return viewsSentence({ pro: of("pro"), con: of("con"), other: of("other"), questions: of("question") });
}

/** For the archive alone: every speech with its note, and who wrote what was taken in. */
function archived({ edition, name, said, zone, comments }: Edition, item: ItemFacts): PaperBlock[] {
  if (edition !== "archive") return [];
  const speeches = item.speeches.map(({ person, side, from, to, note }) => [speechSentence({ name: name(person), side, time: `${clock(from, zone)}${to === null ? "" : `至${clock(to, zone)}`}`, note: note && said(note) })]);
  const opinions = comments.filter((one) => one.item === item.item && one.body !== null).map(({ author, body }) => [`${name(author)}：${body ?? ""}`]);
  const list = (label: string, items: readonly string[][]): PaperBlock[] => (items.length > 0 ? [{ kind: "heading", level: 2, text: label }, { kind: "list", ordered: true, items }] : []);
  return [...list(zhMinutes.paper.speeches, speeches), ...list(zhMinutes.paper.opinions, opinions)];
}
