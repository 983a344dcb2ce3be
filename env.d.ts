import "@remix-run/server-runtime";
import type { Doors } from "./app/wire/context";

declare module "@remix-run/node" {
  interface Future { v3_singleFetch: true }
  interface AppLoadContext extends Doors {}
}
declare module "@remix-run/server-runtime" {
  interface Future { v3_singleFetch: true }
  interface AppLoadContext extends Doors {}
}
