import type { Decider } from "~/rules/meeting/events";
import type { Round } from "~/rules/meeting/state";
import { plain } from "~/words/phrase";
import { referralWords } from "~/words/referral";
import { outcomeSentence, zhResult } from "~/words/result";
import { baseWords, verdictWords } from "~/words/sentences";
import { shareText } from "~/words/share";
import { clock, date } from "~/words/time";
import { zhPages } from "~/words/zh-pages";
import type { CardWords } from "./result-picture";
import { shareWords } from "./result";

type Announced = { readonly round: Round; readonly community: string; readonly meeting: string; readonly zone: string; readonly heading: string; readonly decider: Decider | undefined; readonly checkCode: string; readonly link: string };

/** What is shared of a result: the words of its card, and the text of one message. */
export function sharedOf({ round, community, meeting, zone, heading, decider, checkCode, link }: Announced): { card: CardWords; text: string } {
  const { count: { tally }, outcome } = round.result!;
  const { rule } = round;
  const [n, d] = rule.threshold.fraction;
  const [title, verdict, sentence] = [plain(heading), verdictWords(outcome), outcomeSentence(rule, { tally, outcome, electorate: round.electorate! })];
  const referral = decider ? referralWords(decider)?.title ?? null : null;
  const share = (choice: "for" | "against" | "abstain") => shareWords(choice, tally, { rule, outcome });
  return {
    text: shareText({ meeting, title, verdict, tally, sentence, referral, address: link }),
    card: {
      community: zhPages.community.hall(community), when: `${meeting}\n${date(round.announcedAt!, zone)}　${zhResult.form(rule.form, clock(round.announcedAt!, zone))}`, title, verdict, sentence: `${sentence}。`, tally,
      shares: { for: share("for"), against: share("against"), abstain: share("abstain") }, base: outcome.base, baseWords: outcome.base > 0 ? zhResult.base(baseWords(rule.base, outcome.base)) : "", need: n / d,
      referral, code: checkCode, link,
    },
  };
}
