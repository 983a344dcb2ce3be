import type { WholePaper } from "~/wire/before";
import { limits } from "~/words/limits";
import { itemFacts } from "~/words/notice";
import { clock } from "~/words/time";
import { zhBefore } from "~/words/zh-before";

type Items = WholePaper["draft"]["items"];

/** The items in their order. Its buttons belong to the page's one form: what was typed above is saved with them. */
export function AgendaList({ items, fixed }: { items: Items; fixed: boolean }) {
  const { agenda } = zhBefore;
  return (
    <ol className="rows">
      {items.map((item, i) => (
        <li key={item.id} id={`item-${item.id}`} className="py-3" tabIndex={-1}>
          <p><strong>{agenda.position(i + 1)}{item.title}</strong></p>
          <p className="meta">{itemFacts(item)}{item.files.length > 0 && `　${agenda.files(item.files.length)}`}</p>
          {!fixed && (
            <div className="flex flex-wrap gap-2 mt-2 items-start">
              <Press value={`open-${item.id}`} label={agenda.onItem(item.title, agenda.edit)}>{agenda.edit}</Press>
              {i > 0 && <Press value={`up-${item.id}`} label={agenda.onItem(item.title, agenda.up)}>{agenda.up}</Press>}
              {i < items.length - 1 && <Press value={`down-${item.id}`} label={agenda.onItem(item.title, agenda.down)}>{agenda.down}</Press>}
              {items.length > 1 && (
                <details className="deed">
                  <summary className="btn slim" aria-label={agenda.onItem(item.title, agenda.drop)}>{agenda.drop}</summary>
                  <p className="my-2">{agenda.dropHint}</p>
                  <Press value={`drop-${item.id}`} label={agenda.onItem(item.title, agenda.dropSure)}>{agenda.dropSure}</Press>
                </details>
              )}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

const Press = ({ value, label, children }: { value: string; label: string; children: string }) =>
  <button className="btn slim" name="do" value={value} aria-label={label}>{children}</button>;

/** How long it will take, and until when. */
export function AgendaTime({ items, startsAt, zone }: { items: Items; startsAt: number; zone: string }) {
  const { agenda } = zhBefore;
  const minutes = items.reduce((sum, item) => sum + item.minutes, 0);
  return <p className="my-3">{minutes > 0 ? <><strong>{agenda.total(minutes)}</strong>　{agenda.ends(clock(startsAt + minutes * 60_000, zone))}</> : agenda.untimed}</p>;
}

export const AgendaAdd = ({ count }: { count: number }) =>
  (count < limits.items ? <button className="btn" name="do" value="add">{zhBefore.agenda.add}</button> : <p className="meta">{zhBefore.agenda.full(limits.items)}</p>);
