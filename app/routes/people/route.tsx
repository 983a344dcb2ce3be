import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { Field } from "~/ui/field";
import { Empty, Page } from "~/ui/page";
import { home } from "~/words/names";
import { zhOffice } from "~/words/zh-office";
import { findCommunity, needDoor } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhOffice.people.title }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  const people = needDoor(await community.people(), context, request);
  const query = new URL(request.url).searchParams;
  const search = (query.get("q") ?? "").trim().slice(0, 40);
  const after = query.get("after");
  return { slug: community.card.slug, name: community.card.name, search, ...await people.find({ search, after }) };
}

export default function People() {
  const { slug, name, search, people, more, found } = useLoaderData<typeof loader>();
  const at = { community: slug };
  const last = people[people.length - 1];
  return (
    <Page title={name} back={href("community", at)} wide>
      <h1 className="my-4">{zhOffice.people.title}</h1>
      <p className="flex flex-wrap gap-2 mb-4"><a className="btn slim" href={href("import", at)}>{zhOffice.people.import}</a><a className="btn slim" href={href("personNew", at)}>{zhOffice.people.add}</a><a className="btn slim" href={href("slips", at)}>{zhOffice.people.slips}</a></p>
      <form method="get" className="flex gap-2 items-end mb-4"><div className="flex-1"><Field label={zhOffice.people.search} name="q" type="search" defaultValue={search} maxLength={40} /></div><button className="btn">{zhOffice.people.find}</button></form>
      {people.length === 0 ? <Empty>{search ? zhOffice.people.noMatch : zhOffice.people.empty}</Empty> : (
        <>
          <p className="meta">{zhOffice.people.found(found)}</p>
          <ul className="rows">
            {people.map((person) => (
              <li key={person.id}><a className="person min-h-tap py-2" href={href("person", { ...at, person: person.id })}>
                <strong>{person.name}</strong><span className="text-ink">{home(person)}</span><span className="meta">{[person.title, person.grid, person.standing].filter(Boolean).join("　")}</span></a></li>
            ))}
          </ul>
          {more && last && <p className="mt-4"><a className="btn w-full" href={`${href("people", at)}?${new URLSearchParams({ ...(search && { q: search }), after: last.id })}`}>{zhOffice.people.more}</a></p>}
        </>
      )}
    </Page>
  );
}
