import { href } from "~/paths";
import type { FileCard } from "~/wire/before";
import type { Rich } from "~/wire/protocol";
import { zhBefore } from "~/words/zh-before";
import { ItemFields, itemRows, type ItemForm } from "./draft-fields";
import { Field } from "./field";
import { FileLink } from "./file-link";
import { Newest } from "./newest";
import { Banner, Empty, Page } from "./page";
import { RichText } from "./rich";

/** What the page answers a form with. typed: as it was sent; files: sent in so far, not yet in the agenda. */
export type ItemAnswered = {
  readonly typed: ItemForm; readonly seen: string; readonly files: readonly FileCard[]; readonly fileWhy: string | null; readonly added: boolean;
  readonly errors: Readonly<Record<string, readonly string[] | undefined>>; readonly why: string | null; readonly preview: readonly Rich[] | null;
};
type Props = { at: { community: string; meeting: string; item: string }; isNew: boolean; fixed: boolean; seen: string; formKey: string; values: ItemForm; files: readonly FileCard[]; answer: ItemAnswered | undefined };

const names = ["itemTitle", "itemKind", "proposer", "minutes", "itemText", "resolution", "decider"] as const;

/** One item: fields, files and preview in one form, so that no button takes what was typed. */
export function ItemEditor(props: Props) {
  const { at, isNew, fixed, seen, values, answer } = props;
  const { item } = zhBefore;
  const typed = answer?.typed ?? values;
  const fields = Object.fromEntries(names.map((name) => [name, { name, initialValue: typed[name], errors: answer?.errors[name] as string[] | undefined }])) as unknown as Parameters<typeof ItemFields>[0]["fields"];
  const title = isNew ? item.titleNew : item.titleEdit;
  return (
    <Page title={title} back={href("meetingEdit", at)}>
      <h1 className="my-4">{title}</h1>
      {answer?.why && <Banner>{answer.why}</Banner>}
      {answer && answer.seen !== seen && !isNew && answer.why !== item.gone && <Newest typed={answer.typed} said={values} rows={itemRows(values)} to={href("meetingItem", at)} />}
      <form method="post" action="?typed" encType="multipart/form-data" noValidate className="grid gap-4 mt-4">
        <FormIds {...props} />
        {!fixed && <button className="sr-only" name="do" value="save" tabIndex={-1} aria-hidden>{item.save}</button>}
        <ItemFields fields={fields} />
        {!fixed && <p><button className="btn slim" name="do" value="preview" formAction="?typed#preview">{item.preview}</button></p>}
        {answer?.preview && <Preview text={answer.preview} />}
        <Files {...props} />
        {!fixed && <button className="btn primary" name="do" value="save">{item.save}</button>}
      </form>
    </Page>
  );
}

function Preview({ text }: { text: readonly Rich[] }) {
  return <section id="preview" className="border-y border-line py-4"><h2 className="mb-2">{zhBefore.item.previewTitle}</h2>{text.length > 0 ? <RichText text={text} /> : <Empty>{zhBefore.item.previewEmpty}</Empty>}</section>;
}

function FormIds({ formKey, seen, answer, files }: Props) {
  return (
    <>
      <input type="hidden" name="key" value={formKey} /><input type="hidden" name="seen" value={answer?.seen ?? seen} />
      {(answer?.files ?? files).map(({ id }) => <input key={id} type="hidden" name="files" value={id} />)}
    </>
  );
}

function Files({ at, fixed, files: kept, answer }: Props) {
  const words = zhBefore.files;
  const files = answer?.files ?? kept;
  return (
    <section id="files" className="grid gap-3 border-t border-line pt-4">
      <h2>{words.title}</h2>
      {files.length === 0 ? <p className="meta">{words.none}</p> : (
        <ul className="rows">
          {files.map((file) => (
            <li key={file.id} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
              <FileLink at={at} file={file} open={kept.some(({ id }) => id === file.id)} />
              {!fixed && <button className="btn slim" name="do" value={`drop-${file.id}`} formAction="?typed#files" aria-label={words.dropFile(file.name)}>{words.drop}</button>}
            </li>
          ))}
        </ul>
      )}
      {answer?.added && <p role="status"><strong>{words.added}</strong></p>}
      {!fixed && (
        <>
          <Field label={words.field} name="file" type="file" accept=".pdf,.jpg,.jpeg,.png,.docx" hint={words.hint} why={answer?.fileWhy} />
          <p><button className="btn slim" name="do" value="add" formAction="?typed#files">{words.add}</button></p>
        </>
      )}
    </section>
  );
}
