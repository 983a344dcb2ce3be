import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { href } from "~/paths";
import type { FileCard } from "~/wire/before";
import { ItemEditor, type ItemAnswered } from "~/ui/item-editor";
import { itemIn } from "~/wire/draft-forms.server";
import type { MeetingDoor } from "~/wire/context";
import { refusalWords } from "~/words/refusals";
import { zh } from "~/words/zh";
import { zhBefore } from "~/words/zh-before";
import { isSamePaper, itemOf, withItem } from "../draft.server";
import { findMeeting, missing, needDoor } from "../find.server";
import { newFormKey } from "../form-key.server";
import { uploadOf, type Upload } from "../upload.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.isNew ? zhBefore.item.titleNew : zhBefore.item.titleEdit }];

const blank = { itemTitle: "", itemKind: "vote", proposer: "", minutes: "25", itemText: "", resolution: "", decider: "council" };

/** One item of the agenda on a page of its own, or a new one. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const paper = needDoor(await meeting.paper(), context, request);
  const isNew = params.item === "new";
  const at = { community: community.card.slug, meeting: meeting.card.id, item: params.item ?? "" };
  const item = paper.draft.items.find(({ id }) => id === params.item);
  if (!item) mayBeGone(request, isNew);
  const values = item ? { itemTitle: item.title, itemKind: item.kind as string, proposer: item.proposer, minutes: String(item.minutes), itemText: item.text, resolution: item.resolution, decider: item.decider as string } : blank;
  const files = paper.files.filter(({ id }) => item?.files.includes(id));
  return { at, isNew, fixed: meeting.card.stage !== "draft", seen: String(paper.seen), formKey: newFormKey(), values, files };
}

/** There is no such item; but somebody may have taken it out while it was written on, as the form's own address says: then what was typed is kept. */
function mayBeGone(request: Request, isNew: boolean) {
  if (!isNew && !new URL(request.url).searchParams.has("typed")) throw missing();
}

/** Sends a file in, takes one out, shows the text as it will look, or saves; what was typed stays through all of them. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const paper = needDoor(await meeting.paper(), context, request);
  const desk = needDoor(await meeting.before.desk(), context, request);
  if (!paper.draft.items.some(({ id }) => id === params.item)) mayBeGone(request, params.item === "new");
  const sent = await uploadOf(request);
  const { do: what = "save", key = "", seen = "0" } = sent.fields;
  const { files, fileWhy, added } = await filesIn(desk, sent);
  const typed = Object.fromEntries(Object.keys(blank).map((name) => [name, sent.fields[name] ?? ""])) as typeof blank;
  const answered = (more: Partial<ItemAnswered>, status: number) => json<ItemAnswered>({ typed, seen, files, fileWhy, added, errors: {}, why: null, preview: null, ...more }, { status });
  if (fileWhy) return answered({}, 422);
  if (what === "preview") return answered({ preview: desk.preview(typed.itemText.slice(0, 20_000)) }, 200);
  if (what !== "save") return answered({}, 200);
  const parsed = itemIn.safeParse({ ...typed, key, seen, files: files.map(({ id }) => id) });
  if (!parsed.success) return answered({ errors: z.flattenError(parsed.error).fieldErrors }, 422);
  const why = await saved(meeting, { paper, value: parsed.data, id: params.item === "new" ? null : params.item ?? "", zone: community.card.timeZone });
  return why ? answered({ why }, 422) : redirect(href("meetingEdit", { community: community.card.slug, meeting: meeting.card.id }), 303);
}

type Desk = NonNullable<Awaited<ReturnType<MeetingDoor["before"]["desk"]>>>;
type Filed = { readonly files: readonly FileCard[]; readonly fileWhy: string | null; readonly added: boolean };

/** The item's files after what the form asks: with the one that came, without the one that is taken out. */
async function filesIn(desk: Desk, { fields, all, file }: Upload): Promise<Filed> {
  const { do: what = "", key = "" } = fields;
  const had = (await desk.cards([...new Set(all("files"))])).filter(({ id }) => what !== `drop-${id}`);
  if (!file) return { files: had, fileWhy: what === "add" ? zhBefore.files.choose : null, added: false };
  const card = await desk.send(key, file, { count: had.length, photo: false });
  if (typeof card === "string") return { files: had, fileWhy: zhBefore.files.no[card], added: false };
  return { files: had.some(({ id }) => id === card.id) ? had : [...had, card], fileWhy: null, added: true };
}

type Saving = { readonly paper: NonNullable<Awaited<ReturnType<MeetingDoor["paper"]>>>; readonly value: z.output<typeof itemIn>; readonly id: string | null; readonly zone: string };

/** Why it was not saved, or null. */
async function saved(meeting: MeetingDoor, { paper, value: { key, seen, ...value }, id, zone }: Saving): Promise<string | null> {
  const draft = withItem(paper.draft, itemOf(value, id));
  if (!draft) return zhBefore.item.gone;
  if (meeting.card.stage === "draft" && isSamePaper(draft, paper.draft)) return null;
  const answer = await meeting.act({ key, command: { type: "meeting.revise", seen, draft } });
  if (answer.ok) return null;
  return answer.kind === "refused" ? refusalWords(answer, zone) : zh.errors.malformed;
}

export default function MeetingItem() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ItemEditor {...data} answer={answer} />;
}
