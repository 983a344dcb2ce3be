import { useLocation } from "@remix-run/react";
import { href } from "~/paths";
import { zh } from "~/words/zh";
import { Page, Seal } from "./page";

/** Every page that could not be shown: in plain words; said: the number of a fault, or whose page it is that somebody was turned away from. */
export function Failure({ status, said }: { status: number; said: string }) {
  const { pathname } = useLocation();
  const [title, hint] = wordsFor(status, said);
  const meeting = status === 403 && /^\/c\/[^/]+\/meetings\/(?!new$)[^/]+/.exec(pathname)?.[0];
  return (
    <Page title={<span className="flex items-center gap-2"><Seal />{zh.product}</span>}>
      <h1 className="mt-8 mb-4">{title}</h1>
      {hint && <p>{hint}</p>}
      <div className="mt-6 flex flex-wrap gap-2">{status === 503 && <form method="get"><button className="btn">{zh.errors.again}</button></form>}{meeting && <a className="btn" href={meeting}>{zh.errors.toMeeting}</a>}<a className="btn" href={href("home")}>{zh.errors.home}</a></div>
    </Page>
  );
}

function wordsFor(status: number, said: string): [title: string, hint: string | null] {
  if (status === 404) return [zh.errors.missing, zh.errors.missingHint];
  if (status === 403) return [said || zh.errors.forbidden, zh.errors.forbiddenHint];
  if (status === 503) return [zh.errors.down, zh.errors.downHint];
  return status === 400 ? [zh.errors.malformed, null] : [zh.errors.fault(said), null];
}
