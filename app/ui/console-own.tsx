import type { Staff } from "~/live/useStaff";
import { href } from "~/paths";
import { latestRound } from "~/rules/meeting/state";
import { zhChair } from "~/words/zh-chair";
import { zh } from "~/words/zh";

/** The chair votes like anybody else, on the ballot's own page: in one line, whether that is still to be done. */
export function OwnBallot({ staff: { at, meeting: { view, mine } } }: { staff: Staff }) {
  const round = latestRound(view);
  if (round?.stage !== "open" || mine?.as !== "person" || !round.roll?.includes(mine.person)) return null;
  const voted = mine.ballot?.round === round.id;
  return (
    <p className="flex items-center justify-between gap-3 min-h-tap" role="status">
      <strong>{voted ? zhChair.console.ownCast : zhChair.console.ownOwed}</strong>
      {!voted && <a className="btn slim flex-none" href={href("ballot", at)}>{zh.meeting.vote}</a>}
    </p>
  );
}
