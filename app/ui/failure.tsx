import { useLocation } from "@remix-run/react";
import { href } from "~/paths";
import { mayOpen, meetingIn } from "~/words/may-open";
import { zh } from "~/words/zh";
import { Page, Seal } from "./page";

/** Every page that could not be shown: in plain words, with the number of a fault. Who is turned away is signed in, and reads whose page it is. */
export function Failure({ status, id }: { status: number; id: string }) {
  const { pathname } = useLocation();
  const [title, hint] = wordsFor({ status, id, pathname });
  const meeting = status === 403 ? meetingIn(pathname) : null;
  return (
    <Page title={<span className="flex items-center gap-2"><Seal />{zh.product}</span>}>
      <h1 className="mt-8 mb-4">{title}</h1>
      {hint && <p>{hint}</p>}
      <div className="mt-6 flex flex-wrap gap-2">{status === 503 && <form method="get"><button className="btn">{zh.errors.again}</button></form>}{meeting && <a className="btn" href={meeting}>{zh.errors.toMeeting}</a>}<a className="btn" href={href("home")}>{zh.errors.home}</a></div>
    </Page>
  );
}

function wordsFor({ status, id, pathname }: { status: number; id: string; pathname: string }): [title: string, hint: string | null] {
  if (status === 404) return [zh.errors.missing, zh.errors.missingHint];
  if (status === 403) return [mayOpen(pathname), zh.errors.forbiddenHint];
  if (status === 503) return [zh.errors.down, zh.errors.downHint];
  return status === 400 ? [zh.errors.malformed, null] : [zh.errors.fault(id), null];
}
