import { Fragment } from "react";
import type { Paper, PaperBlock, PaperFoot, PaperSignature } from "~/wire/paper";
import { linesOf, sound, type Run } from "~/wire/paper-text";
import { zhPages } from "~/words/zh-pages";
import { Qr } from "./qr";

/** The document as a sheet with the measures of GB/T 9704; the browser breaks it into pages when it is printed (paper.css). */
export function PaperSheet({ paper }: { paper: Paper }) {
  const { heading, number, version, edition, issuer, date, blocks, signatures, foot } = sound(paper);
  return (
    <article className="paper" lang="zh-CN">
      <p className="paper-edition">{edition}</p>
      <h1>{heading}</h1>
      <p className="paper-number">{number}</p>
      {version && <p className="paper-number paper-version">{version}</p>}
      <p className="paper-issue"><span>{issuer}</span><span>{date}</span></p>
      {blocks.map((block, i) => <Block block={block} key={i} />)}
      {signatures.length > 0 && <Signatures signatures={signatures} />}
      <Foot foot={foot} />
    </article>
  );
}

function Block({ block }: { block: PaperBlock }) {
  switch (block.kind) {
    case "heading": return block.level === 1 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>;
    case "paragraph": return <>{linesOf(block.text).map((line, i) => <p key={i}><Line line={line} /></p>)}</>;
    case "list": {
      const items = block.items.map((item, i) => <li key={i}>{linesOf(item).map((line, y) => <Fragment key={y}>{y > 0 && <br />}<Line line={line} /></Fragment>)}</li>);
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "names": return <p className="paper-names"><strong>{zhPages.paper.label(block.label)}</strong><span>{zhPages.paper.names(block.names)}</span></p>;
    case "table": return <Table head={block.head} rows={block.rows} />;
  }
}

const Line = ({ line }: { line: readonly Run[] }) => <>{line.map((run, i) => <Stretch run={run} key={i} />)}</>;

function Stretch({ run: { text, as } }: { run: Run }) {
  switch (as) {
    case "plain": return <>{text}</>;
    case "strong": return <strong>{text}</strong>;
    case "em": return <em>{text}</em>;
    case "address": return <span className="paper-address">{text}</span>;
  }
}

/** Where a phone has no room for columns, each cell stands below its own heading. */
const Table = ({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }) => (
  <table>
    <thead><tr>{head.map((cell, i) => <th scope="col" key={i}>{cell}</th>)}</tr></thead>
    <tbody>{rows.map((row, y) => <tr key={y}>{row.map((cell, x) => <td data-label={head[x]} key={x}>{cell}</td>)}</tr>)}</tbody>
  </table>
);

const Signatures = ({ signatures }: { signatures: readonly PaperSignature[] }) => (
  <ul className="paper-signatures">{signatures.map(({ office, name, at }, i) => <li key={i}><span>{zhPages.paper.label(office)}</span><span>{name}</span><span>{at}</span></li>)}</ul>
);

const Foot = ({ foot: { officers, notice, code, scan } }: { foot: PaperFoot }) => (
  <footer className="paper-foot">
    {scan && <Qr text={scan} label={zhPages.paper.qr} quiet={0} />}
    <div><p>{officers}</p>{notice && <p>{notice}</p>}<p>{code}</p></div>
  </footer>
);
