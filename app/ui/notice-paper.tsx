import type { NoticeSheet } from "~/wire/before";
import { itemFacts } from "~/words/notice";
import { date } from "~/words/time";
import { zhBefore } from "~/words/zh-before";
import { noticeFacts, noticeTexts } from "./notice-body";
import { Qr } from "./qr";

/** The notice as a sheet for the board: everything on one A4 where it fits. */
export function NoticePaper({ sheet, zone }: { sheet: NoticeSheet; zone: string }) {
  const { notice } = zhBefore;
  return (
    <article className="a4 a4-notice" lang="zh-CN">
      <header className="a4-head"><h1>{notice.heading(sheet.body)}</h1>{sheet.posted && <p>{notice.number}：{sheet.posted.number}</p>}</header>
      <h2 className="a4-title">{sheet.title}</h2>
      <dl className="a4-facts">{noticeFacts({ sheet, zone }).map(([label, words]) => <div key={label}><dt>{label}</dt><dd>{words}</dd></div>)}</dl>
      {sheet.posted?.short && <p>{notice.short(sheet.posted.days, sheet.posted.needed)}{sheet.posted.short}</p>}
      <h3>{notice.agenda}</h3>
      <ol className="a4-agenda">
        {sheet.items.map((item, i) => (
          <li key={item.id}>
            <strong>{zhBefore.agenda.position(i + 1)}{item.title}</strong>　{itemFacts(item)}
            {item.files.length > 0 && <>　{zhBefore.files.title}：{item.files.map(({ name }) => name).join("、")}</>}
          </li>
        ))}
      </ol>
      {noticeTexts(sheet).map(([heading, lines]) => <p key={heading}><strong>{heading}</strong>　{lines.join("")}</p>)}
      <footer className="a4-foot">
        <Qr text={sheet.url} label={notice.qr} quiet={0} />
        <div><p><strong>{notice.online}</strong></p><p className="break-all">{sheet.url}</p><p>{notice.code(sheet.code)}</p></div>
        <p className="a4-sign">{sheet.issuer}{sheet.posted && <><br />{date(sheet.posted.at, zone)}</>}</p>
      </footer>
    </article>
  );
}
