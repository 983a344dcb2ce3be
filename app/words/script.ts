/** What the chair may say at each step (forms of address as host scripts use them, domain notes 1.4). */
import { nextStep } from "~/rules/meeting/next";
import { quorumNow } from "~/rules/meeting/quorum";
import { checkers, itemById, latestRound, type MeetingState } from "~/rules/meeting/state";
import { plainOf } from "./phrase";
import { outcomeSentence, quorumSentence, ruleSentence, verdictWords } from "./sentences";
import { electorateOf } from "~/rules/meeting/round";

type Scene = { readonly view: MeetingState; readonly texts: Readonly<Record<string, unknown>>; readonly names: Readonly<Record<string, string>> };

/** The words for the step that comes next. */
export function scriptFor({ view, texts, names }: Scene): string {
  const text = (id: string | undefined) => plainOf(id === undefined ? null : texts[id]);
  const next = nextStep(view);
  if ("done" in next) return "会议到此结束，谢谢大家。";
  if ("wait" in next) return next.wait === "check" ? `请监票人${supervisors(view, names)}核对计票。` : "监票人对计票有疑问，结果暂不宣布，请大家稍等。";
  const round = latestRound(view);
  switch (next.do.type) {
    case "notice.post": return "各位成员，会议通知发给大家，请看一看议程，答复出席或请假。";
    case "check-in.open": return "各位好，现在开始签到。请扫大屏幕上的二维码，没有手机的请到签到台。";
    case "meeting.open": {
      const quorum = quorumNow(view);
      return quorum ? `现在清点人数。${quorumSentence(quorum)}。${quorum.met ? `我宣布，${text(view.plan?.title.id)}现在开始。` : "请大家稍等。"}` : "";
    }
    case "item.take": {
      const item = itemById(view, next.do.item);
      return `下面进入议题：${text(item?.title.id)}。请先说明情况，然后请大家发表意见。`;
    }
    case "round.freeze": return "如果没有别的意见，现在提请表决。";
    case "round.open": return `表决的文字是：${text(round?.text.id)} ${round ? ruleSentence(round.rule, electorateOf(view)) : ""}请成员在手机上投票，没有手机的请到签到台。现在开始。`;
    case "round.close": return "还没有投票的请抓紧。……表决结束。";
    case "round.check": return "本次会议没有监票人，由我核对计票。";
    case "round.announce": {
      if (!round?.counted || !round.electorate) return "";
      const { count: { tally }, outcome } = round.counted;
      return `现在宣布表决结果：赞成${tally.for}票，反对${tally.against}票，弃权${tally.abstain}票。${outcomeSentence(round.rule, { tally, outcome, electorate: round.electorate })}，${verdictWords(outcome)}。`;
    }
    case "meeting.close": return "今天的议题都已议完，谢谢大家。我宣布散会。";
    default: return "";
  }
}

const supervisors = (view: MeetingState, names: Scene["names"]) => checkers(view).map((id) => names[id] ?? "").join("、");
