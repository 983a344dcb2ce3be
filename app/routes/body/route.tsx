import { parseWithZod } from "@conform-to/zod/v4";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { openFields } from "~/rules/meeting/rule-set";
import { officeRoles, type OfficeRole } from "~/rules/meeting/rights";
import type { BodyDoor } from "~/wire/context";
import { BodyOffices, BodySeats, BodyTerm } from "~/ui/body-panels";
import { written } from "~/ui/field";
import { Page } from "~/ui/page";
import { RuleDates } from "~/ui/rule-fields";
import { bodyTerm } from "~/wire/forms.server";
import { zhOffice } from "~/words/zh-office";
import { findCommunity, formOf, missing, needDoor } from "../find.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.card.name ?? zhOffice.bodies.title }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  const bodies = needDoor(await community.bodies(), context, request);
  const body = await bodies.one(params.body ?? "");
  if (!body) throw missing();
  const search = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, 40);
  const [seats, offices, rules, found, standings] = await Promise.all([body.seats(), body.offices(), body.rules(), body.candidates(search), body.standings()]);
  const seated = new Set(seats.map(({ id }) => id));
  return { slug: community.card.slug, card: body.card, seats, offices, version: rules.version, now: rules.now, coming: rules.coming, open: openFields(rules.fields).length, search, found: found.filter(({ id }) => !seated.has(id)), standings, mayChange: bodies.mayChange };
}

/** Everything on this page is one small change at a time: a seat, an office, the term. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const community = await findCommunity(context, params);
  const bodies = needDoor(await community.bodies(), context, request);
  const body = await bodies.one(params.body ?? "");
  if (!body) throw missing();
  if (!bodies.mayChange) throw new Response(null, { status: 403 });
  const form = await formOf(request);
  const people = form.getAll("person").filter((one): one is string => typeof one === "string").slice(0, 500);
  const seat = form.get("seat") === "attendee" ? "attendee" : "member";
  switch (form.has("appoint") ? "appoint" : form.get("do")) {
    case "appoint": await appoint(body, form, people); break;
    case "seat": await body.seat(people, seat); break;
    case "standing": await body.seatByStanding(written(form, "standing"), seat); break;
    case "unseat": await body.unseat(people[0] ?? ""); break;
    case "office": await assign(body, form, people); break;
    case "term": {
      const submission = parseWithZod(form, { schema: bodyTerm });
      if (submission.status !== "success") return json(submission.reply(), { status: 422 });
      await body.change(submission.value);
      break;
    }
    default: throw new Response(null, { status: 400 });
  }
  return redirect(href("body", { community: community.card.slug, body: body.card.id }), 303);
}

type Offices = Pick<BodyDoor, "offices" | "setOffice">;

function roleIn(value: FormDataEntryValue | null): OfficeRole {
  const role = officeRoles.find((one) => one === value);
  if (!role) throw new Response(null, { status: 400 });
  return role;
}

/** The holders of an office are those who are ticked. */
const assign = (body: Offices, form: FormData, people: readonly string[]) => body.setOffice(roleIn(form.get("role")), people);

/** People found by name join those who hold the office; a new chair takes the place of the one before. */
async function appoint(body: Offices, form: FormData, people: readonly string[]) {
  const role = roleIn(form.get("appoint"));
  const holders = (await body.offices())[role].map(({ id }) => id);
  await body.setOffice(role, [...new Set(role === "chair" ? [...people, ...holders] : [...holders, ...people])]);
}

export default function Body() {
  const { slug, card, seats, offices, version, now, coming, open, search, found, standings, mayChange } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const at = { community: slug, body: card.id };
  return (
    <Page title={zhOffice.bodies.title} back={href("bodies", { community: slug })} wide>
      <p className="eyebrow mt-4"><span>{zhOffice.bodyKind[card.kind]}</span><span>{card.termFrom}{zhOffice.bodies.termTo}{card.termTo}</span></p>
      <h1>{card.name}</h1>
      {mayChange && <BodyTerm card={card} result={result ?? null} />}
      <section className="mt-6 border-t border-line pt-4">
        <h2>{zhOffice.bodies.rules} <span className="meta">{zhOffice.bodies.version(version)}</span></h2>
        <RuleDates now={now} coming={coming} />
        {open > 0 && <p className="banner wide my-3">{zhOffice.bodies.open(open)}</p>}
        <p className="mt-2"><a className="btn slim" href={href("rules", at)}>{zhOffice.bodies.rules}</a></p>
      </section>
      <BodyOffices offices={offices} seats={seats} mayChange={mayChange} />
      <BodySeats seats={seats} search={search} found={found} standings={standings} mayChange={mayChange} />
      {!mayChange && <p className="meta mt-6">{zhOffice.bodies.onlyAdministrator}</p>}
    </Page>
  );
}
