import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { ItemId } from "~/rules/meeting/ids";
import type { OpinionPage } from "./useModeration";

/** What was held or hidden before an item came up does not travel with the news: it is fetched when the item changes. */
export function useFreshOpinions(current: ItemId | null, { item }: OpinionPage) {
  const { revalidate } = useRevalidator();
  useEffect(() => { if (current !== item) revalidate(); }, [current, item, revalidate]);
}
