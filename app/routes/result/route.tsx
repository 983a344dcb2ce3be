import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { roundById, itemById, type Round } from "~/rules/meeting/state";
import { Choices } from "~/ui/choices";
import { Page, Seal } from "~/ui/page";
import { lineOf, Phrase, plainLine } from "~/ui/phrase";
import { Referral } from "~/ui/referral";
import { ResultCard } from "~/ui/result-card";
import { ResultFigure } from "~/ui/result";
import { sharedOf } from "~/ui/shared-result";
import { inFours } from "~/words/codes";
import { moverWords } from "~/words/rounds";
import { verdictWords } from "~/words/sentences";
import { clock, date } from "~/words/time";
import { zh } from "~/words/zh";
import { zhResult } from "~/words/result";
import { zhMinutes } from "~/words/zh-minutes";
import { zhPages } from "~/words/zh-pages";
import { findMeeting, missing } from "../find.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${plainLine(data.heading)}：${verdictWords((data.round as Round).result!.outcome)}` : zhResult.title }];

/** A stable public address. Names only of officers; who chose what only where it may be seen. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const { view, texts, names } = (await meeting.scene("hall"))!;
  const round = roundById(view, params.round ?? "");
  const result = meeting.result(params.round ?? "");
  if (!round?.result || !result) throw missing();
  const choices = await meeting.choices(round.id);
  const { roll: _, ...shown } = round;
  const item = itemById(view, round.item);
  const source = view.source ? sources(plainLine(texts[view.source.id])) : {};
  return {
    at: { community: community.card.slug, meeting: meeting.card.id }, community: community.card.name, zone: community.card.timeZone, title: meeting.card.title,
    round: shown, heading: lineOf(texts[item?.title.id ?? ""]), resolution: lineOf(texts[round.text.id]), mover: moverWords(view, round, names),
    decider: item?.decider, checker: names[round.checkedBy ?? ""] ?? "",
    source: [...new Set([source.base, source.threshold])].filter(Boolean).join("；"), version: view.rules?.version ?? 0, checkCode: inFours(result.checkCode),
    choices, choicesPublic: view.rules?.choicesPublic ?? false, link: `${context.origin}${href("result", { community: community.card.slug, meeting: meeting.card.id, round: round.id })}`,
  };
}

function sources(stored: string): Record<string, string> {
  try {
    return JSON.parse(stored) as Record<string, string>;
  } catch {
    return {};
  }
}

export default function ResultRoute() {
  const { at, community, zone, title, round: stored, heading, resolution, mover, decider, checker, source, version, checkCode, choices, choicesPublic, link } = useLoaderData<typeof loader>();
  const round = stored as Round;
  return (
    <Page title={title} back={href("meeting", at)}>
      <p className="eyebrow"><span>{date(round.announcedAt!, zone)}</span><span>{zhResult.form(round.rule.form, clock(round.announcedAt!, zone))}</span></p>
      <h1><Phrase text={heading} /></h1>
      <ResultFigure round={round}><section className="mt-4"><h2 className="mb-1">{mover ?? zh.ballot.matter}</h2><p><Phrase text={resolution} /></p></section></ResultFigure>
      <Referral decider={decider} verdict={round.result!.outcome.verdict} />
      <p><a className="inline-flex items-center min-h-tap" href={href("minutes", at)}>{zhMinutes.public.link}</a></p>
      <section className="mt-6"><h2 className="mb-1">{zhPages.result.basis}</h2><p>{source}（{zhPages.result.rules(version)}）</p>{round.replaces && <p>{zhPages.result.replaces}</p>}</section>
      {choices && (round.rule.form === "named" || choices.length > 0) && (
        <section className="mt-6">
          <h2 className="mb-1">{round.rule.form === "hands" ? zhPages.result.choicesElsewhere : zhPages.result.choices}{!choicesPublic && <span className="meta">（{zhPages.result.choicesStaff}）</span>}</h2>
          <Choices rows={choices} />
        </section>
      )}
      <ResultCard {...sharedOf({ round, community, meeting: title, zone, heading: mover ? `${heading}（${mover}）` : heading, decider, checkCode, link })} />
      <section className="mt-6 border-t border-line pt-4">
        <p className="meta">{checker && zhPages.result.checked(checker, clock(round.checkedAt!, zone))}<strong className="nb">{zhResult.code(checkCode)}</strong></p>
        <p className="meta">{zhPages.result.codeHint}</p>
        <p className="meta flex items-center gap-2 mt-2"><Seal />{zhPages.community.hall(community)}</p>
      </section>
    </Page>
  );
}
