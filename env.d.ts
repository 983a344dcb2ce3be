import "@remix-run/server-runtime";
import type { Doors } from "./app/wire/context";

// `nonce` is named again because an interface that adds nothing may not stand, and only an interface can be merged.
declare module "@remix-run/server-runtime" {
  interface Future { v3_singleFetch: true }
  interface AppLoadContext extends Doors { readonly nonce: Doors["nonce"] }
}
