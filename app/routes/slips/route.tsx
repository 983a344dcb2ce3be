import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { Empty, Page, Seal } from "~/ui/page";
import { Qr } from "~/ui/qr";
import { home, polite } from "~/words/names";
import { zhOffice } from "~/words/zh-office";
import { zhPages } from "~/words/zh-pages";
import { findCommunity, needDoor } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhOffice.print.title }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  const people = needDoor(await community.people(), context, request);
  const bodies = await community.bodies();
  const query = new URL(request.url).searchParams;
  const ids = query.getAll("id").slice(0, 500);
  const whom = query.get("whom") ?? "";
  const [kind, value] = whom.split(/:(.*)/s);
  const chosen = ids.length > 0 || whom !== "";
  const slips = chosen ? await people.slips({ ids, body: kind === "body" ? value ?? "" : null, building: kind === "building" ? value ?? "" : null }) : null;
  return { slug: community.card.slug, name: community.card.name, whom, slips, buildings: await people.buildings(), bodies: bodies ? await bodies.list() : [] };
}

export default function Slips() {
  const { slug, name, whom, slips, buildings, bodies } = useLoaderData<typeof loader>();
  const at = { community: slug };
  return (
    <>
      <div className="slips-head print:hidden">
        <Page title={zhOffice.people.title} back={href("people", at)}>
          <h1 className="my-4">{zhOffice.print.title}</h1>
          <p className="mb-4">{zhOffice.print.lead}</p>
          <form method="get" className="flex flex-wrap gap-2 items-end">
            <div className="field flex-1"><label htmlFor="whom">{zhOffice.print.whom}</label>
              <select id="whom" name="whom" defaultValue={whom || "all:"}>
                <option value="all:">{zhOffice.print.all}</option>
                {bodies.map((body) => <option key={body.id} value={`body:${body.id}`}>{zhOffice.print.body(body.name)}</option>)}
                {buildings.map((building) => <option key={building} value={`building:${building}`}>{zhOffice.print.building(building)}</option>)}
              </select></div>
            <button className="btn">{zhOffice.print.show}</button>
          </form>
          {slips?.length === 0 && <Empty>{zhOffice.print.none}</Empty>}
          {slips?.length === 500 && <p className="my-4"><strong>{zhOffice.print.most}</strong></p>}
          {slips && slips.length > 0 && <PrintButton />}
        </Page>
      </div>
      {slips && slips.length > 0 && (
        <div className="slips">
          {slips.map(({ person, role, url, code }) => (
            <section className="slip" key={person.id}>
              <Qr text={url} label={zhPages.slip.qr(polite(person))} className="slip-qr" quiet={0} />
              <div><p className="slip-at"><Seal />{zhOffice.print.hall(name)}</p><h2>{polite(person)}</h2><p>{home(person)}</p><p className="nb">{role}</p><p className="slip-code">{code}</p></div>
              <small>{zhPages.slip.keep}<br />{zhPages.slip.lost}</small>
            </section>
          ))}
        </div>
      )}
    </>
  );
}

/** Without script the browser's own menu prints. */
const PrintButton = () => <button type="button" className="btn primary mt-4" onClick={() => window.print()}>{zhOffice.print.print}</button>;
