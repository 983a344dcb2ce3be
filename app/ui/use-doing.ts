import { useState } from "react";
import type { Said } from "~/live/act-once";
import { useActs } from "~/live/useActs";
import { href } from "~/paths";
import type { HallProps } from "./hall-page";
import type { Doing } from "./plain-act";

/** Acts by the line; the forms are never sent by the browser. */
export function useDoing({ meeting, act, zone, at }: HallProps): Doing & { readonly said: Said | null } {
  const [said, told] = useState<Said | null>(null);
  const send = useActs(meeting, act);
  return { place: { url: act, back: href("meeting", at), formKey: "", zone }, send, told, said };
}
