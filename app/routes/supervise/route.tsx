import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useStaff } from "~/live/useStaff";
import { href } from "~/paths";
import { latestRound } from "~/rules/meeting/state";
import { AnswerBanner } from "~/ui/act-button";
import { Adjourned } from "~/ui/adjourned";
import { MinutesEntry } from "~/ui/minutes-way";
import { Moved } from "~/ui/moved";
import { Connection, Empty, Page } from "~/ui/page";
import { lineOf, Phrase } from "~/ui/phrase";
import { QuorumSentence, Timeline } from "~/ui/quorum";
import { ResultFigure } from "~/ui/result";
import { StaffNav } from "~/ui/staff-nav";
import { CheckCount, CheckSteps, Witness } from "~/ui/supervise";
import { stageWords } from "~/words/rounds";
import { zh } from "~/words/zh";
import { zhOffice } from "~/words/zh-office";
import { staffScene } from "../staff.server";

export const meta: MetaFunction = () => [{ title: zhOffice.supervise.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { base, meeting } = await staffScene(args);
  const round = latestRound(base.scene.view);
  return { ...base, counted: round && { round: round.id, choices: await meeting.choices(round.id) } };
}

export default function SuperviseRoute() {
  const { counted, ...data } = useLoaderData<typeof loader>();
  const staff = useStaff(data);
  const { meeting, answer, at, zone } = staff;
  const round = latestRound(meeting.view);
  const { revalidate } = useRevalidator();
  // The ballots do not travel with the news: they are fetched once they are counted.
  const choices = counted?.round === round?.id ? counted?.choices ?? null : null;
  useEffect(() => { if (round?.counted && !choices) revalidate(); }, [round?.counted, choices, revalidate]);
  if (meeting.outdated) return <Moved why={meeting.outdated} />;
  const busy = round && ["open", "closed", "doubted", "checked"].includes(round.stage);
  return (
    <Page title={data.card.title} back={href("meeting", at)} end={<Connection state={meeting.link} />} nav={<StaffNav staff={staff} here="supervise" large={data.large} />} bar={round?.stage === "closed" ? <CheckSteps staff={staff} round={round} /> : undefined}>
      <h1 className="sr-only">{zhOffice.supervise.title}</h1>
      <AnswerBanner answer={answer} zone={zone} />
      <Adjourned staff={staff} />
      {meeting.view.stage === "closed" && <p className="my-4"><MinutesEntry staff={staff} /></p>}
      {busy ? (
        <>
          <p className="eyebrow"><strong>{stageWords(round)}</strong></p>
          <p className="text-lead font-semibold"><Phrase text={lineOf(meeting.texts[round.text.id])} /></p>
          {round.stage === "open" ? <Witness staff={staff} round={round} /> : <CheckCount staff={staff} round={round} choices={choices} />}
        </>
      ) : round?.stage === "announced" ? (
        <>
          <p className="eyebrow"><strong>{zh.meeting.announced}</strong></p>
          <p className="text-lead font-semibold"><Phrase text={lineOf(meeting.texts[round.text.id])} /></p>
          <ResultFigure round={round} />
        </>
      ) : <Empty>{zhOffice.supervise.nothing}</Empty>}
      {meeting.view.rules && <section className="mt-6"><QuorumSentence view={meeting.view} /><Timeline view={meeting.view} zone={zone} now={meeting.serverNow()} /></section>}
    </Page>
  );
}
