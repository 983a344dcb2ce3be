import type { AppLoadContext } from "@remix-run/node";
import type { MinutesDoors, Published } from "~/wire/minutes";
import { phrased } from "~/words/phrase.server";
import { findMeeting, missing } from "./find.server";

const versionIn = (value: string | undefined) => (/^[1-9]\d{0,5}$/.test(value ?? "") ? Number(value) : null);

/** The published version in the address, or 404. */
export async function findVersion(context: AppLoadContext, params: Readonly<Record<string, string | undefined>>) {
  const { community, meeting } = await findMeeting(context, params);
  const minutes: MinutesDoors = await meeting.minutes();
  const version = versionIn(params.version);
  const published: Published | null = version === null ? null : await minutes.published(version);
  if (!published) throw missing();
  return { community, meeting, minutes, published, at: { community: community.card.slug, meeting: meeting.card.id } };
}

/** For a page: its titles wrap between words. */
export const onPage = (published: Published): Published => ({ ...published, content: { ...published.content, items: published.content.items.map((item) => ({ ...item, title: phrased(item.title) })) } });
