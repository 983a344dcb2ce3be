import { Fragment } from "react";
import type { ContentItem, Figure } from "~/wire/minutes";
import { ended, headingWords } from "~/words/minutes";
import { verdictWords } from "~/words/sentences";
import { votedWords } from "~/words/voted";
import { zhMinutes } from "~/words/zh-minutes";

const verdictOf = ({ outcome, tally }: Figure) => `${verdictWords(outcome)}（${zhMinutes.public.votes(tally)}）`;

/** What was decided, as it hangs on the notice board: each item, and under it each text that was voted on with what came of it. An older edition knows the verdict alone. */
export const NoticeItems = ({ items }: { items: readonly ContentItem[] }) => (
  <>
    {items.map(({ title, figure, votes = [] }, i) => (
      <Fragment key={i}>
        <h2>{headingWords(i + 1, title)}{votes.length === 0 && figure && `：${verdictOf(figure)}`}</h2>
        {votes.map((vote, j) => <p key={j}>{ended(votedWords({ by: vote.by ?? "", text: vote.text ?? "" }))}<strong>{verdictOf(vote)}</strong>。</p>)}
      </Fragment>
    ))}
  </>
);
