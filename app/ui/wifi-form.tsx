import { useActionData } from "@remix-run/react";
import type { Wifi } from "~/wire/protocol";
import { limits } from "~/words/limits";
import { zhChair } from "~/words/zh-chair";
import { Field } from "./field";
import { Fold } from "./page";

export type ShownWifi = { readonly shown: Wifi | null; readonly last: Wifi | null };

/** The hall's Wi-Fi for the big screen: a small form beside the screen's links; what the community entered last stands in it. */
export function WifiForm({ wifi: { shown, last } }: { wifi: ShownWifi }) {
  const short = useActionData<{ short?: Wifi }>()?.short;
  const before = short ?? shown ?? last;
  return (
    <Fold title={zhChair.wifi.title} open={short !== undefined}>
      <form method="post" className="grid gap-3 pb-2">
        <p className="meta">{shown ? zhChair.wifi.shown(shown.name) : zhChair.wifi.hint}</p>
        <Field label={zhChair.wifi.name} name="wifi" maxLength={limits.wifiName} autoComplete="off" defaultValue={before?.name ?? ""} />
        <Field label={zhChair.wifi.password} name="password" maxLength={limits.wifiPassword} autoComplete="off" defaultValue={before?.password ?? ""} why={short ? zhChair.wifi.short : null} />
        <div><button className="btn slim">{zhChair.wifi.save}</button></div>
      </form>
    </Fold>
  );
}
