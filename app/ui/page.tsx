import type { ReactNode } from "react";
import type { LinkState } from "~/live/scene";
import { href } from "~/paths";
import { zh } from "~/words/zh";

export const Connection = ({ state }: { state: LinkState }) => <span className="link" data-state={state} role="status">{zh.link[state]}</span>;

type Props = { title: ReactNode; end?: ReactNode; back?: string; bar?: ReactNode; nav?: ReactNode; children: ReactNode; wide?: boolean; fill?: boolean };

/** A page with its one-line top bar and, where there is something to do, the bar at the thumb. nav: the way to pages beside it; fill: its last part stands beside the bar. */
export function Page({ title, end, back, bar, nav, children, wide, fill }: Props) {
  return (
    <div className={wide ? "phone roomy" : "phone"}>
      <header className="top">
        {back ? <a className="back" href={back}><span className="one-line">{title}</span></a> : <span className="one-line">{title}</span>}
        {end}
      </header>
      {nav}
      <main id="main" className={fill ? "flex flex-col" : undefined}>{children}</main>
      {bar && <footer className="bar">{bar}</footer>}
    </div>
  );
}

/** 大字版: the same pages with larger type, one tap anywhere. */
export function TypeSwitch({ large, back }: { large: boolean; back: string }) {
  return (
    <form method="post" action={href("type")} className="inline">
      <input type="hidden" name="large" value={large ? "" : "on"} />
      <input type="hidden" name="back" value={back} />
      <button className="btn quiet -mx-2">{large ? zh.large.off : zh.large.on}</button>
    </form>
  );
}

/** A sentence of state: part of the page, never a pop-up. */
export function Banner({ calm, children, hint }: { calm?: boolean; children: ReactNode; hint?: ReactNode }) {
  return <div className={`banner wide ${calm ? "calm" : ""}`} role="status">{children}{hint && <small>{hint}</small>}</div>;
}

export const Empty = ({ children }: { children: ReactNode }) => <p className="empty">{children}</p>;

/** What not everybody needs at once, behind one line that says what it is. more: what opening it is for */
export function Fold({ title, more = zh.more, open, className, children }: { title: ReactNode; more?: string; open?: boolean; className?: string; children: ReactNode }) {
  return <details open={open ? true : undefined} className={className}><summary data-more={more} data-less={zh.less}>{title}</summary>{children}</details>;
}

export const Seal = () => <i className="seal not-italic" aria-hidden>{zh.seal}</i>;
