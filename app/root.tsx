import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { zh } from "~/words/zh";
import { Failure } from "~/ui/failure";
import { Nonce } from "~/ui/nonce";
import styles from "~/ui/styles.css?url";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }, { rel: "icon", href: "/icon.svg", type: "image/svg+xml" }];

/** The title of pages that have none of their own: those that could not be shown. */
export const meta: MetaFunction = () => [{ title: zh.product }];

/** Nothing personal: the meeting page is the same bytes for everybody. The nonce goes to the server's rendering alone. */
export const loader = ({ context }: LoaderFunctionArgs) => ({ large: context.large });

/** It changes only by its own form, which loads the page anew. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  // The big screen is looked at; nothing on it is reached by keyboard.
  const isScreen = useLocation().pathname.startsWith("/screen/");
  return (
    <html lang="zh-CN" data-type={data?.large ? "large" : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="format-detection" content="telephone=no" />
        <Meta />
        <Links />
      </head>
      <body>
        {!isScreen && <a className="skip" href="#main">{zh.skip}</a>}
        {children}
        <Nonce>{(nonce) => <Scripts nonce={nonce} />}</Nonce>
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  return isRouteErrorResponse(error) ? <Failure status={error.status} said={typeof error.data === "string" ? error.data : ""} /> : <Failure status={500} said="" />;
}
