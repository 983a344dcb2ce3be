import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { href } from "~/paths";
import { Area } from "~/ui/field";
import { Banner, Page } from "~/ui/page";
import { replyIn } from "~/wire/draft-forms.server";
import { limits } from "~/words/limits";
import { refusalWords } from "~/words/refusals";
import { clock, day, fullTime } from "~/words/time";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { zhBefore } from "~/words/zh-before";
import { fieldsOf, findMeeting, no } from "../find.server";
import { newFormKey } from "../form-key.server";

export const meta: MetaFunction = () => [{ title: zhBefore.reply.title }];

/** Small, for one person, and complete without script. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const [scene, mine] = await Promise.all([meeting.scene("hall"), meeting.mine()]);
  const { view } = scene!;
  const person = mine.as === "person" ? mine : null;
  const member = person?.roles.includes("member") ?? false;
  const given = person && member ? view.replies.of[person.person] : undefined;
  const over = view.stage !== "draft" ? zhBefore.reply.over : !view.notice ? zhBefore.replies.noNotice : null;
  return {
    at: { community: community.card.slug, meeting: meeting.card.id }, title: meeting.card.title, startsAt: meeting.card.startsAt, zone: community.card.timeZone,
    name: person?.name ?? null, member, given: given && { coming: given.coming, at: given.at, reason: meeting.before.ownReason() }, over, key: newFormKey(),
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const { coming, reason = "", key } = await fieldsOf(request);
  const mine = await meeting.mine();
  if (mine.as !== "person") throw no(403);
  const parsed = replyIn.safeParse({ coming, reason, key });
  if (!parsed.success) return json({ coming, reason, errors: z.flattenError(parsed.error).fieldErrors, why: null }, { status: 422 });
  const answer = await meeting.act({ key: parsed.data.key, command: { type: "reply.give", person: mine.person, coming: parsed.data.coming, reason: parsed.data.reason } });
  if (answer.ok) return redirect(href("reply", { community: community.card.slug, meeting: meeting.card.id }), 303);
  return json({ coming, reason, errors: {}, why: answer.kind === "refused" ? refusalWords(answer, community.card.timeZone) : zh.errors.malformed }, { status: 422 });
}

export default function Reply() {
  const { at, title, startsAt, zone, name, member, given, over, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = zhBefore.reply;
  const back = href("notice", at);
  const asks = member && !over;
  const chosen = answer?.coming ?? (given && String(given.coming));
  const errors: Partial<Record<"coming" | "reason", string[]>> = answer?.errors ?? {};
  return (
    <form method="post" noValidate>
      <input type="hidden" name="key" value={key} />
      <Page title={title} back={over && !asks ? href("meeting", at) : back} bar={asks ? <button className="btn primary">{words.send}</button> : name === null ? <a className="btn primary" href={href("slipCode")}>{zh.meeting.join}</a> : <a className="btn w-full" href={href("meeting", at)}>{zhPages.ballot.toMeeting}</a>}>
        <h1 className="my-4">{words.title}</h1>
        {answer?.why && <div className="mb-4"><Banner>{answer.why}</Banner></div>}
        {given && !answer && <div className="mb-4"><Banner calm hint={over ? undefined : words.change}>{words.done(`${day(given.at, zone)} ${clock(given.at, zone)}`)}<span className="nb">{words.given(given.coming ? words.coming : words.away)}</span></Banner></div>}
        <p className="mb-4">{title}<br />{fullTime(startsAt, zone)}</p>
        {!asks && <p>{name === null ? words.watcher : !member ? words.resident : over}</p>}
        {asks && (
          <>
            <fieldset className="choices mb-6" aria-describedby={errors.coming && "coming-why"}>
              <legend className="mb-2">{name && zh.meeting.hello(name)}。{words.ask}</legend>
              {errors.coming && <p className="font-semibold" id="coming-why">{errors.coming[0]}</p>}
              {(["true", "false"] as const).map((value) => <label className="choice" key={value}><input type="radio" name="coming" value={value} defaultChecked={chosen === value} />{value === "true" ? words.coming : words.away}</label>)}
            </fieldset>
            <Area label={words.reason} hint={words.reasonHint} name="reason" rows={3} maxLength={limits.reason} defaultValue={answer?.reason ?? given?.reason} why={errors.reason?.[0]} />
          </>
        )}
      </Page>
    </form>
  );
}
