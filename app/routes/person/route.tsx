import { useForm, type SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { Banner, Fold, Page } from "~/ui/page";
import { PersonFields, type PersonValues } from "~/ui/person-fields";
import { Qr } from "~/ui/qr";
import { person } from "~/wire/forms.server";
import { zhPages } from "~/words/zh-pages";
import { zhOffice } from "~/words/zh-office";
import { findCommunity, formOf, missing, needDoor } from "../find.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.person.name ?? zhOffice.people.title }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  const people = needDoor(await community.people(), context, request);
  const found = await people.one(params.person ?? "");
  if (!found) throw missing();
  return { slug: community.card.slug, person: found, mayName: community.me?.offices.includes("administrator") ?? false, saved: new URL(request.url).searchParams.has("saved") };
}

type Answered = { result: SubmissionResult | null; link: string | null; why: string | null };
const answered = (answer: Partial<Answered>): Answered => ({ result: null, link: null, why: null, ...answer });
const refused = (why: string) => json(answered({ why }), { status: 422 });

export async function action({ context, params, request }: ActionFunctionArgs) {
  const community = await findCommunity(context, params);
  const people = needDoor(await community.people(), context, request);
  const id = params.person ?? "";
  if (!await people.one(id)) throw missing();
  const form = await formOf(request);
  const here = href("person", { community: community.card.slug, person: id });
  switch (form.get("do")) {
    case "revoke": await people.revokeSlip(id); return redirect(`${here}?saved`, 303);
    case "invite": {
      const link = await people.invite(id);
      return link ? json(answered({ link })) : refused(zhOffice.bodies.onlyAdministrator);
    }
    case "name": case "unname": {
      const done = await people.setAdministrator(id, form.get("do") === "name");
      return done ? redirect(`${here}?saved`, 303) : refused(community.me?.offices.includes("administrator") ? zhOffice.people.lastAdministrator : zhOffice.bodies.onlyAdministrator);
    }
    case "remove": {
      const done = await people.remove(id);
      if (done === "removed") return redirect(href("people", { community: community.card.slug }), 303);
      return refused(done === "last-administrator" ? zhOffice.people.lastAdministrator : zhOffice.people.removeStaff);
    }
    case null: break;
    default: throw new Response(null, { status: 400 });
  }
  const submission = parseWithZod(form, { schema: person });
  if (submission.status !== "success") return json(answered({ result: submission.reply() }), { status: 422 });
  if (!await people.change(id, submission.value)) return json(answered({ result: submission.reply({ fieldErrors: { name: [zhOffice.people.exists] } }) }), { status: 422 });
  return redirect(`${here}?saved`, 303);
}

export default function Person() {
  const { slug, person: one, mayName, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id: _, administrator, login, slip, ...values } = one;
  const [form, fields] = useForm<PersonValues>({ lastResult: answer?.result ?? null, defaultValue: values });
  const at = { community: slug };
  return (
    <Page title={zhOffice.people.title} back={href("people", at)}>
      <h1 className="my-4">{one.name}</h1>
      {saved && !answer && <Banner calm>{zhOffice.people.saved}</Banner>}
      {answer?.why && <Banner>{answer.why}</Banner>}
      <form method="post" id={form.id} noValidate className="grid gap-4 mt-4"><PersonFields fields={fields} /><button className="btn primary">{zhPages.save}</button></form>

      <section className="mt-8 border-t border-line pt-4">
        <h2>{zhOffice.people.slipTitle}</h2>
        <p className="my-2">{zhOffice.people.slip[slip]}</p>
        <div className="flex flex-wrap gap-2"><a className="btn slim" href={`${href("slips", at)}?id=${one.id}`}>{zhOffice.people.print}</a>
          {slip !== "none" && <form method="post"><button className="btn slim" name="do" value="revoke">{zhOffice.people.revoke}</button></form>}</div>
        {slip !== "none" && <p className="meta mt-2">{zhOffice.people.revokeHint}</p>}
      </section>

      <section className="mt-8 border-t border-line pt-4">
        <h2>{zhOffice.people.login}</h2>
        <p className="my-2">{login ? zhOffice.people.loginAs(login) : zhOffice.people.loginNone}{administrator && `，${zhOffice.people.administrator}`}</p>
        {answer?.link && <div className="my-4"><Qr text={answer.link} label={zhOffice.people.invite} className="w-48 h-48" /><p className="break-all">{answer.link}</p></div>}
        <p className="meta mb-2">{mayName ? zhOffice.people.inviteHint : zhOffice.people.inviteBy}</p>
        <div className="flex flex-wrap gap-2">
          {mayName && <form method="post"><button className="btn slim" name="do" value="invite">{zhOffice.people.invite}</button></form>}
          {mayName && <form method="post"><button className="btn slim" name="do" value={administrator ? "unname" : "name"}>{administrator ? zhOffice.people.endAdministrator : zhOffice.people.makeAdministrator}</button></form>}
        </div>
      </section>

      <Fold className="mt-8 border-t border-line" title={zhOffice.people.remove}>
        <p className="meta mb-2">{zhOffice.people.removeHint}</p>
        <form method="post"><button className="btn slim" name="do" value="remove">{zhOffice.people.remove}</button></form>
      </Fold>
    </Page>
  );
}
