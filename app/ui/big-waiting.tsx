import { agendaOf, type Item } from "~/rules/meeting/state";
import { quorumNow } from "~/rules/meeting/quorum";
import type { Wifi } from "~/wire/protocol";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { zhChair } from "~/words/zh-chair";
import { zhPages } from "~/words/zh-pages";
import type { ScreenProps } from "./big-screen";
import { Fitted } from "./fitted";
import { lineOf, Phrase } from "./phrase";
import { Qr } from "./qr";
import { verdictOf } from "./result";

const mostItems = 6;

/** Before, between and after the items: what is on, who is here, and the way in. */
export function Waiting({ meeting, card, code, wifi, host, community, link }: ScreenProps) {
  const { view, texts } = meeting;
  const { counts } = zh.meeting;
  const quorum = quorumNow(view);
  const items = agendaOf(view);
  const state = view.stage === "closed" ? zh.meeting.closed : view.stage === "in-session" ? zhPages.screen.inSession : view.plan && zhPages.screen.starts(clock(view.plan.startsAt, community.timeZone));
  const left = items.length - mostItems;
  return (
    <div className="waiting" data-wifi={wifi ? "" : undefined}>
      <section>
        <Fitted as="h1" text={lineOf(texts[view.plan?.title.id ?? ""])} steps={[26, 60]} />
        <p className="text-lead">{state}</p>
        <ol className="items">
          {items.slice(0, mostItems).map((item, i) => <li key={item.id}><span>{i + 1}</span><span><span className="title"><Phrase text={lineOf(texts[item.title.id])} /></span><Decided meeting={meeting} item={item} /></span></li>)}
          {left > 0 && <li><span /><span>{zhPages.screen.moreItems(left)}</span></li>}
        </ol>
        {quorum && (
          <>
            <p className="figures">
              <span>{counts.expected}<b>{view.expected.members}</b></span><span>{counts.present}<b>{view.here.member}</b></span>{view.excused > 0 && <span>{counts.excused}<b>{view.excused}</b></span>}
            </p>
            {view.stage === "check-in" && <p className="enough">{quorum.met ? zhPages.screen.reached : <><b>{zhPages.screen.missing(quorum.needed - quorum.present)}</b><span className="nb">{zhPages.screen.needed(quorum.needed)}</span></>}</p>}
          </>
        )}
      </section>
      {wifi && <Network wifi={wifi} />}
      <section className="join" data-scan={link}>
        <Qr text={link} label={zhPages.screen.qr} className="qr" />
        <p>{zhPages.screen.scan}</p>
        <b>{card.code}</b>
        <p>{host}</p>
        {code && <p className="code">{zhPages.screen.code} <b data-code>{code}</b></p>}
      </section>
    </div>
  );
}

const Decided = ({ meeting: { view }, item }: Pick<ScreenProps, "meeting"> & { item: Item }) => {
  const verdict = verdictOf(view, item.id);
  return verdict && <b>{verdict}</b>;
};

/** As phones read it from a QR: a backslash before what has a meaning of its own. */
const escaped = (value: string) => value.replace(/[\\;,:"]/g, "\\$&");
const wifiCode = ({ name, password }: Wifi) => `WIFI:T:${password ? "WPA" : "nopass"};S:${escaped(name)};${password ? `P:${escaped(password)};` : ""};`;

function Network({ wifi }: { wifi: Wifi }) {
  return (
    <section className="network">
      <p>{zhChair.screen.wifi}</p>
      <Qr text={wifiCode(wifi)} label={zhChair.screen.wifiQr} className="qr" />
      <dl><dt>{zhChair.screen.wifiName}</dt><dd>{wifi.name}</dd><dt>{zhChair.screen.wifiPassword}</dt><dd>{wifi.password || zhChair.screen.wifiOpen}</dd></dl>
    </section>
  );
}
