import { href } from "~/paths";
import type { NoticeSheet } from "~/wire/before";
import { itemFacts, ruleSummary, whenWords } from "~/words/notice";
import { date } from "~/words/time";
import { zh } from "~/words/zh";
import { zhBefore } from "~/words/zh-before";
import { FileLink } from "./file-link";
import { Qr } from "./qr";

export type NoticeProps = { sheet: NoticeSheet; zone: string; at: { community: string; meeting: string } };

/** The facts of the notice: label and words, the same on the page and on paper. */
export function noticeFacts({ sheet, zone }: Pick<NoticeProps, "sheet" | "zone">): [label: string, words: string][] {
  const { notice } = zhBefore;
  return [
    [notice.to, addressees(sheet)], [notice.time, whenWords(sheet, zone)], [notice.place, sheet.place], [notice.kind, zh.meetingKind[sheet.kind]],
    [notice.chair, `${sheet.chair}（${sheet.chairStanding}）`], [notice.recorder, sheet.recorders.join("、")], [notice.basis, sheet.basis],
  ].filter((row): row is [string, string] => row[1] !== "");
}

/** Who comes and who votes, how to answer, where opinions go, the rules in short, whom to ask, what becomes of what is written down. */
export function noticeTexts({ members, attendees, rules, recorders, issuer }: NoticeSheet): [heading: string, lines: string[]][] {
  const { notice } = zhBefore;
  return [
    [notice.who, [rules?.fields.chairVotes.value === false ? notice.votersChair(members) : notice.voters(members), ...(attendees.length > 0 ? [notice.attendees(attendees)] : []), notice.residents]],
    [notice.leave, [notice.leaveHow]],
    [notice.comments, [notice.commentsHow]],
    [notice.rules, [rules ? ruleSummary(rules.fields, members) : notice.noRules]],
    [notice.contact, [notice.contactHow(recorders.join("、"), issuer)]],
    [notice.personal, [notice.privacy]],
  ];
}

const addressees = ({ body, members }: NoticeSheet) => zhBefore.notice.everyone(body, members);

/** The notice as everybody reads it on a phone. */
export function NoticeBody({ sheet, zone, at }: NoticeProps) {
  const { notice } = zhBefore;
  return (
    <>
      <p className="eyebrow"><strong>{notice.heading(sheet.body)}</strong>{sheet.posted && <span className="nb">{notice.number} {sheet.posted.number}</span>}</p>
      <h1>{sheet.title}</h1>
      <dl className="facts mt-4">{noticeFacts({ sheet, zone }).map(([label, words]) => <div key={label} className="contents"><dt>{label}</dt><dd>{words}</dd></div>)}</dl>
      {sheet.posted?.short && <p className="mt-4">{notice.short(sheet.posted.days, sheet.posted.needed)}{sheet.posted.short}</p>}
      <section className="mt-8">
        <h2 className="border-b-2 border-ink pb-2">{notice.agenda}</h2>
        <ol className="rows">
          {sheet.items.map((item, i) => (
            <li key={item.id} className="py-2">
              <a className="entry" href={href("item", { ...at, item: item.id })}>{zhBefore.agenda.position(i + 1)}{item.title}</a>
              <p className="meta">{itemFacts(item)}</p>
              {item.files.length > 0 && <ul>{item.files.map((file) => <li key={file.id}><FileLink at={at} file={file} /></li>)}</ul>}
            </li>
          ))}
        </ol>
      </section>
      {noticeTexts(sheet).map(([heading, lines]) => <section key={heading} className="mt-6"><h2 className="mb-1">{heading}</h2>{lines.map((line) => <p key={line}>{line}</p>)}</section>)}
      <Online sheet={sheet} />
      <p className="mt-6 text-right">{sheet.issuer}{sheet.posted && <><br />{date(sheet.posted.at, zone)}</>}</p>
    </>
  );
}

function Online({ sheet: { url, code } }: { sheet: NoticeSheet }) {
  const { notice } = zhBefore;
  return (
    <section className="mt-6 flex flex-wrap gap-4 items-center">
      <Qr text={url} label={notice.qr} className="w-[144px] h-[144px] shrink-0" />
      <p className="flex-1 min-w-[min(12rem,100%)]"><strong>{notice.online}</strong><br /><span className="break-all">{url}</span><br />{notice.code(code)}</p>
    </section>
  );
}
