import { useState, type FormEvent } from "react";
import { openPoll } from "~/rules/meeting/state";
import type { Choice } from "~/rules/tally/verdict";
import { zhTalk } from "~/words/zh-talk";
import type { TalkProps } from "./hall-discussion";
import { HallFrame } from "./hall-frame";
import { lineOf, Phrase } from "./phrase";
import { noWords } from "./plain-act";
import { Arrived, Asks, choiceIn, ConfirmBar, Rows, WhyNot } from "./talk-choice";
import { useDoing } from "./use-doing";

const Back = ({ talk }: TalkProps) => <button type="button" className="btn w-full" onClick={() => talk.open(null)}>{zhTalk.back}</button>;

/** 现场征询, in the place of the page; like a ballot, and no ballot. */
export function PollPanel(props: TalkProps) {
  const { meeting: { view, texts, mine }, zone } = props;
  const doing = useDoing(props);
  const [poll] = useState(() => openPoll(view));
  const answered = mine?.as === "person" && mine.answered === poll?.id;
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const choice = choiceIn(event);
    if (choice && poll) doing.told(await doing.send!({ type: "poll.answer", poll: poll.id, choice }));
  }
  if (!poll) return <HallFrame {...props} bar={<Back {...props} />}><Arrived title={zhTalk.poll.none} hint={zhTalk.poll.noneHint} /></HallFrame>;
  if (answered || doing.said?.ok) return <HallFrame {...props} bar={<Back {...props} />}><Arrived title={zhTalk.poll.received} hint={zhTalk.poll.receivedHint} /></HallFrame>;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <HallFrame {...props} fill bar={<ConfirmBar line={zhTalk.poll.picked} button={zhTalk.poll.confirm} pick={zhTalk.poll.pick} />}>
        <Asks title={zhTalk.poll.title} question={<Phrase text={lineOf(texts[poll.text.id])} />} hint={zhTalk.poll.hint} />
        <WhyNot>{noWords(doing.said, zone)}</WhyNot>
        <Rows />
      </HallFrame>
    </form>
  );
}

/** 练一练, in the place of the page: the same taps as a vote, marked as practice wherever one looks. */
export function PracticePanel(props: TalkProps) {
  const { meeting: { rehearsal }, zone } = props;
  const doing = useDoing(props);
  const [done, setDone] = useState<Choice | null>(null);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const choice = choiceIn(event);
    if (!choice || !rehearsal) return;
    const answer = await doing.send!({ type: "rehearsal.answer", rehearsal: rehearsal.id, choice });
    doing.told(answer);
    if (answer.ok) setDone(choice);
  }
  if (!rehearsal?.open && !done) return <HallFrame {...props} bar={<Back {...props} />}><Arrived title={rehearsal ? zhTalk.practice.over : zhTalk.practice.none} hint={zhTalk.practice.noneHint} /></HallFrame>;
  if (done) {
    return (
      <HallFrame {...props} bar={<div className="btns"><button type="button" className="btn" onClick={() => setDone(null)}>{zhTalk.practice.again}</button><Back {...props} /></div>}>
        <p className="eyebrow mt-4"><strong>{zhTalk.practice.title}</strong></p>
        <Arrived title={zhTalk.practice.received} choice={done} hint={zhTalk.practice.receivedHint} />
        <p className="meta">{zhTalk.practice.cast(rehearsal?.cast ?? 0)}</p>
      </HallFrame>
    );
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <HallFrame {...props} fill bar={<ConfirmBar line={zhTalk.practice.picked} button={zhTalk.practice.confirm} pick={zhTalk.poll.pick} />}>
        <Asks title={zhTalk.practice.title} question={zhTalk.practice.question} hint={zhTalk.practice.hint} />
        <WhyNot>{noWords(doing.said, zone)}</WhyNot>
        <Rows />
      </HallFrame>
    </form>
  );
}
