import type { PaperBlock } from "~/wire/paper";
import { zhPages } from "~/words/zh-pages";
import { RichText } from "./rich";

/** What a document says, on a page of ours: the same blocks, without the measures of paper. */
export const Blocks = ({ blocks }: { blocks: readonly PaperBlock[] }) => <div className="grid gap-3">{blocks.map((block, i) => <Block block={block} key={i} />)}</div>;

function Block({ block }: { block: PaperBlock }) {
  switch (block.kind) {
    case "heading": return <h3>{block.text}</h3>;
    case "paragraph": return <RichText text={block.text} />;
    case "list": {
      const items = block.items.map((item, i) => <li key={i}><RichText text={item} /></li>);
      return <div className="rich">{block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>}</div>;
    }
    case "names": return <p><strong>{zhPages.paper.label(block.label)}</strong>{zhPages.paper.names(block.names)}</p>;
    case "table": return <table><thead><tr>{block.head.map((cell, i) => <th scope="col" key={i}>{cell}</th>)}</tr></thead><tbody>{block.rows.map((row, y) => <tr key={y}>{row.map((cell, x) => <td key={x}>{cell}</td>)}</tr>)}</tbody></table>;
  }
}
