import { useEffect, useRef, useState, type FormEvent } from "react";
import { newKey, sendUntilAnswered } from "~/live/outbox";
import { useDraft, type Draft } from "~/live/useDraft";
import type { Item } from "~/rules/meeting/state";
import type { Answer, CommentRow } from "~/wire/protocol";
import { zhTalk } from "~/words/zh-talk";
import type { TalkProps } from "./hall-discussion";
import { Banner } from "./page";
import { noWords } from "./plain-act";
import { OpinionFields } from "./talk-write";

type Props = TalkProps & { item: Item; person: string; parent: CommentRow | null; open: boolean; asked: number; onClose: () => void; onPosted: (row: CommentRow) => void; onResume: () => void };
type Sending = { readonly waiting: boolean } | null;

/** Writing in place. What is written stays on the phone until it is acknowledged; sent, it goes on being sent with one key, over a cut and a reload. */
export function Write(props: Props) {
  const { meeting, item, person, parent, open, asked, act, at, zone, onClose, onPosted, onResume } = props;
  const { draft, write, clear } = useDraft({ meeting: at.meeting, item: item.id, person });
  const [sending, setSending] = useState<Sending>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const line = useRef(meeting.send);
  line.current = meeting.send;
  const gone = useRef(false);
  useEffect(() => { gone.current = false; return () => { gone.current = true; }; }, []);

  async function send(sent: Draft, key: string) {
    setSending({ waiting: false });
    const said = await sendUntilAnswered({
      act: { key, command: { type: "comment.post", item: item.id, person, tag: sent.tag, parent: sent.parent, text: sent.text } },
      socket: (one) => line.current(one), url: act, onWait: () => setSending({ waiting: true }), stopped: () => gone.current,
    });
    if (!said) return;
    setSending(null);
    setAnswer(said);
    if (!said.ok) return write({ key: null });
    clear();
    onClose();
    if (said.comment) onPosted(said.comment);
  }

  // A page that was closed before the answer came takes up where it stopped.
  const resumed = useRef(false);
  useEffect(() => {
    if (!draft?.key || resumed.current || sending) return;
    resumed.current = true;
    onResume();
    void send(draft, draft.key);
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!draft || sending || !draft.text.trim()) return;
    const key = newKey();
    const to = parent ? { parent: parent.id, to: parent.name } : { parent: null, to: null };
    resumed.current = true;
    write({ ...to, key });
    setAnswer(null);
    void send({ ...draft, ...to }, key);
  }

  // Asked for at the page's end, the form would open below the glass.
  const field = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const area = asked > 0 && field.current?.querySelector("textarea");
    if (!area) return;
    area.focus({ preventScroll: true });
    area.scrollIntoView({ block: "center" });
  }, [asked]);
  if (!draft) return null;
  const note = answer?.ok ? (answer.comment?.held ? zhTalk.opinion.receivedHeld : zhTalk.opinion.received) : null;
  if (!open) return note && <p className="meta mb-2" role="status"><strong>{note}</strong></p>;
  return (
    <form className="grid gap-3 mb-4" ref={field} onSubmit={submit} key={parent?.id ?? ""}>
      {sending && <Banner calm={!sending.waiting}>{sending.waiting || meeting.link === "cut" ? zhTalk.opinion.cut : zhTalk.opinion.sending}</Banner>}
      <OpinionFields typed={{ text: draft.text, tag: draft.tag, to: parent?.name ?? null }} why={noWords(answer, zone)} busy={sending !== null} onChange={write} cancel={<button type="button" className="btn" onClick={onClose}>{zhTalk.opinion.cancel}</button>} />
      <p className="meta">{zhTalk.opinion.kept}</p>
    </form>
  );
}
