import type { DraftItem, DraftView, Pickable, TaskRow } from "~/wire/minutes";
import { limits } from "~/words/limits";
import { taskSentence } from "~/words/minutes";
import { zhPages } from "~/words/zh-pages";
import { zhMinutes } from "~/words/zh-minutes";
import { Area, Field, Select } from "./field";
import { Blocks } from "./minutes-blocks";
import { SectionEditor, type Refused } from "./minutes-editor";
import { Fold } from "./page";
import type { PaperBlock } from "~/wire/paper";

type Props = { view: DraftView; zone: string; saveUrl: string; formKey: string; refused: Refused | null; wrong: { field: string; why: string; form: string } | null };

/** The draft from its opening to its end: what the log knows, and the recorder's own words beside it. */
export function MinutesDesk(props: Props) {
  const { view, zone, saveUrl, refused } = props;
  const editor = (kind: string, item: string | null) => view.sections.filter((one) => one.kind === kind && one.item === item).map((section) => <SectionEditor key={`${section.id} ${section.version}`} section={section} zone={zone} saveUrl={saveUrl} writes={view.writes} refused={refused} />);
  return (
    <>
      <p className="meta mt-4">{view.writes ? zhMinutes.draft.lead : zhMinutes.draft.leadReads}</p>
      <Facts blocks={view.opening} />
      {editor("opening", null)}
      {view.items.map((item) => (
        <section className="mt-8" key={item.id} aria-label={item.title}>
          <h2>{item.title}</h2>
          <Facts blocks={item.facts} />
          {view.writes && <Picks item={item} all={view.pickables.filter((one) => one.item === item.id)} />}
          {editor("views", item.id)}
          {editor("text", item.id)}
          {view.writes && <Dissent item={item.id} members={view.members} wrong={props.wrong} />}
        </section>
      ))}
      <Tasks {...props} />
      <section className="mt-8">{editor("closing", null)}<Facts blocks={view.closing} /></section>
    </>
  );
}

const Facts = ({ blocks }: { blocks: readonly PaperBlock[] }) => <div className="mt-3 bg-wash wide py-3"><p className="meta mb-1">{zhMinutes.draft.fact}</p><Blocks blocks={blocks} /></div>;

function Picks({ item, all }: { item: DraftItem; all: readonly Pickable[] }) {
  if (all.length === 0) return <p className="meta mt-3">{zhMinutes.draft.noPicks}</p>;
  const speeches = all.filter(({ source }) => source === "speech").length;
  return (
    <Fold className="mt-3" title={zhMinutes.draft.picks(speeches, all.length - speeches)}>
      <form method="post" className="grid gap-2 pb-2" aria-label={item.title}>
        <p className="meta">{zhMinutes.draft.picksHint}</p>
        {all.map(({ source, ref, who, label, text, picked }) => (
          <label className="tick" key={ref}>
            <input type="checkbox" name="picked" value={`${source}:${ref}`} defaultChecked={picked} /><input type="hidden" name="shown" value={`${source}:${ref}`} />
            <span>{text}<span className="meta">　{label}　{who}</span></span>
          </label>
        ))}
        <button className="btn slim justify-self-start" name="do" value="pick">{zhMinutes.draft.pick}</button>
      </form>
    </Fold>
  );
}

function Dissent({ item, members, wrong }: { item: string; members: DraftView["members"]; wrong: Props["wrong"] }) {
  const mine = wrong?.form === `dissent ${item}` ? wrong : null;
  return (
    <Fold className="mt-3" title={zhMinutes.draft.dissent} open={mine !== null}>
      <form method="post" className="grid gap-2 pb-2">
        <input type="hidden" name="item" value={item} />
        <Select label={zhMinutes.draft.dissentWho} name="person">{members.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</Select>
        <Area label={zhMinutes.draft.dissentText} name="text" rows={2} maxLength={limits.reason} required why={mine?.why} />
        <button className="btn slim justify-self-start" name="do" value="dissent">{zhMinutes.draft.dissentDo}</button>
      </form>
    </Fold>
  );
}

function Tasks({ view, formKey, wrong }: Props) {
  return (
    <section className="mt-8">
      <h2 className="mb-2">{zhMinutes.draft.tasks}</h2>
      {view.tasks.length === 0 && <p className="meta">{zhMinutes.draft.noTasks}</p>}
      <ul className="rows">
        {view.tasks.map((task) => (
          <li key={task.id} className="py-2">
            <p>{taskSentence(task)}</p>
            {view.writes && (
              <Fold title={zhMinutes.draft.changeTask} open={wrong?.form === task.id}>
                <TaskForm task={task} view={view} wrong={wrong?.form === task.id ? wrong : null} formKey={formKey} />
                <form method="post" className="pb-2"><input type="hidden" name="task" value={task.id} /><button className="btn slim" name="do" value="remove">{zhMinutes.draft.removeTask}</button></form>
              </Fold>
            )}
          </li>
        ))}
      </ul>
      {view.writes && <Fold className="mt-2" title={zhMinutes.draft.addTask} open={wrong?.form === "add"}><TaskForm task={null} view={view} wrong={wrong?.form === "add" ? wrong : null} formKey={formKey} /></Fold>}
    </section>
  );
}

function TaskForm({ task, view, wrong, formKey }: { task: TaskRow | null; view: DraftView; wrong: Props["wrong"]; formKey: string }) {
  const words = zhMinutes.draft.task;
  const why = (field: string) => (wrong?.field === field ? wrong.why : null);
  return (
    <form method="post" className="grid gap-2 pb-2">
      {task ? <input type="hidden" name="task" value={task.id} /> : <input type="hidden" name="key" value={`${formKey}-task`} />}
      <Field label={words.matter} name="matter" defaultValue={task?.matter} maxLength={limits.line} required why={why("matter")} />
      <Field label={words.owner} name="owner" defaultValue={task?.owner} maxLength={limits.line} required why={why("owner")} />
      <Field label={`${words.support}（${zhPages.optional}）`} name="support" defaultValue={task?.support} maxLength={limits.line} why={why("support")} />
      <Field label={`${words.dueOn}（${zhPages.optional}）`} name="dueOn" type="date" defaultValue={task?.dueOn ?? ""} why={why("dueOn")} />
      <Field label={`${words.standard}（${zhPages.optional}）`} name="standard" defaultValue={task?.standard} maxLength={limits.title} why={why("standard")} />
      {!task && <Select label={words.item} name="item"><option value="">{zhMinutes.draft.noItem}</option>{view.items.map(({ id, title }) => <option key={id} value={id}>{title}</option>)}</Select>}
      <button className="btn slim justify-self-start" name="do" value={task ? "change" : "add"}>{task ? zhPages.save : zhMinutes.draft.addTaskDo}</button>
    </form>
  );
}
