import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { CodeForm } from "~/ui/code-form";
import { Empty, Page, Seal, TypeSwitch } from "~/ui/page";
import { zhPages } from "~/words/zh-pages";

export const meta: MetaFunction = () => [{ title: zhPages.home.title }];

export async function loader({ context }: LoaderFunctionArgs) {
  const communities = await context.communities();
  if (communities.length === 1) throw redirect(href("community", { community: communities[0]!.slug }));
  return { communities, large: context.large };
}

export default function Home() {
  const { communities, large } = useLoaderData<typeof loader>();
  return (
    <Page title={zhPages.home.title} end={<TypeSwitch large={large} back={href("home")} />}>
      <h1 className="flex items-center gap-3 my-4"><Seal />{zhPages.home.title}</h1>
      {communities.length === 0 ? <Empty>{zhPages.home.empty}</Empty> : (
        <>
          <CodeForm />
          <h2 className="mt-6 mb-2">{zhPages.home.choose}</h2>
          <ul className="rows">
            {communities.map(({ slug, name, address }) => (
              <li key={slug}><a className="flex flex-col justify-center min-h-row py-2" href={href("community", { community: slug })}>{name}<span className="meta">{address}</span></a></li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
