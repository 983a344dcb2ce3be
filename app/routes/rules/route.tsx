import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { numberFieldNames, openFields, ruleFieldNames, yesNoFieldNames, type NumberField, type RuleFields, type YesNoField } from "~/rules/meeting/rule-set";
import { bases } from "~/rules/tally/verdict";
import { FormField, FormSelect } from "~/ui/form-field";
import { Newest } from "~/ui/newest";
import { Banner, Page } from "~/ui/page";
import { ConductFields, RuleDates, ruleRows, Source, ThresholdFields, YesNo, type RuleForm, type RuleFormFields } from "~/ui/rule-fields";
import { rules } from "~/wire/forms.server";
import { limits } from "~/words/limits";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { zhOffice } from "~/words/zh-office";
import { findCommunity, formOf, missing, needDoor } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhOffice.bodies.rules }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  const bodies = needDoor(await community.bodies(), context, request);
  const body = await bodies.one(params.body ?? "");
  if (!body) throw missing();
  const { version, fields, effectiveOn, approvedBy, now, coming } = await body.rules();
  return { slug: community.card.slug, card: body.card, version, fields, effectiveOn, approvedBy, now, coming, open: openFields(fields), mayChange: bodies.mayChange };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const community = await findCommunity(context, params);
  const bodies = needDoor(await community.bodies(), context, request);
  const body = await bodies.one(params.body ?? "");
  if (!body) throw missing();
  if (!bodies.mayChange) throw new Response(null, { status: 403 });
  const submission = parseWithZod(await formOf(request), { schema: rules });
  if (submission.status !== "success") return json(submission.reply(), { status: 422 });
  const { seen, effectiveOn, approvedBy, ...value } = submission.value;
  const given = { ...value, participation: value.participation ?? ("none" as const) };
  const fields = Object.fromEntries(ruleFieldNames.map((name) => [name, { value: given[name], source: given[`${name}Source`] }])) as unknown as RuleFields;
  if (!await body.setRules({ seen, fields, effectiveOn, approvedBy })) return json(submission.reply({ formErrors: [zh.errors.stale] }), { status: 409 });
  return redirect(href("body", { community: community.card.slug, body: body.card.id }), 303);
}

export default function Rules() {
  const { slug, card, version, fields: stored, effectiveOn, approvedBy, now, coming, open, mayChange } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const said = valuesOf(stored, { version, effectiveOn, approvedBy });
  const [form, fields] = useForm<RuleForm>({ lastResult: result ?? null, defaultValue: said });
  const labels = zhOffice.ruleField;
  const known = fields as unknown as RuleFormFields;
  return (
    <Page title={card.name} back={href("body", { community: slug, body: card.id })}>
      <h1 className="mt-4">{zhOffice.bodies.rules} <span className="meta">{zhOffice.bodies.version(version)}</span></h1>
      <RuleDates now={now} coming={coming} />
      <p className="meta mb-4">{zhOffice.bodies.rulesHint}</p>
      {open.length > 0 && <Banner>{zhOffice.bodies.open(open.length)}：{open.map((name) => labels[name]).join("、")}</Banner>}
      {form.errors && <Banner>{form.errors[0]}</Banner>}
      {fields.seen.initialValue !== said.seen && <Newest typed={result?.initialValue ?? {}} said={said} rows={ruleRows(stored, { effectiveOn, approvedBy })} to={href("rules", { community: slug, body: card.id })} />}
      <form method="post" id={form.id} noValidate className="grid gap-6 mt-4">
        <input type="hidden" name="seen" value={fields.seen.initialValue} />
        <ThresholdFields label={labels.quorum} fields={known} name="quorum" />
        <fieldset className="grid gap-2"><FormSelect field={known.base} label={labels.base}><option value="">{"\u00a0"}</option>{bases.map((base) => <option key={base} value={base}>{zhOffice.base[base]}</option>)}</FormSelect>
          <Source field={known.baseSource} label={zhOffice.bodies.source} placeholder={zhOffice.bodies.sourceExample} /></fieldset>
        <ThresholdFields label={labels.threshold} fields={known} name="threshold" />
        <ThresholdFields label={`${labels.participation}（${zhPages.optional}：${zhOffice.bodies.noParticipation}）`} fields={known} name="participation" />
        <YesNo label={labels.chairVotes} fields={known} name="chairVotes" />
        <YesNo label={labels.choicesPublic} fields={known} name="choicesPublic" />
        <ConductFields fields={known} />
        <FormField field={known.effectiveOn} label={zhOffice.bodies.effective} type="date" />
        <FormField field={known.approvedBy} label={zhOffice.bodies.approved} maxLength={limits.line} />
        {mayChange ? <button className="btn primary">{zhPages.save}</button> : <p className="meta">{zhOffice.bodies.onlyAdministrator}</p>}
      </form>
    </Page>
  );
}

function valuesOf(stored: RuleFields, { version, effectiveOn, approvedBy }: { version: number; effectiveOn: string; approvedBy: string }): RuleForm {
  const pair = (field: RuleFields["quorum"] | RuleFields["participation"]) => {
    const value = field.value === "none" || field.value === null ? null : field.value;
    return { numerator: value ? String(value.fraction[0]) : "", denominator: value ? String(value.fraction[1]) : "", strict: value?.strict ? "over" : "least" };
  };
  const sources = Object.fromEntries(ruleFieldNames.map((name) => [`${name}Source`, stored[name].source])) as Record<`${keyof RuleFields}Source`, string>;
  const answers = Object.fromEntries(yesNoFieldNames.map((name) => [name, stored[name].value ? "yes" : "no"])) as Record<YesNoField, string>;
  const figures = Object.fromEntries(numberFieldNames.map((name) => [name, String(stored[name].value ?? "")])) as Record<NumberField, string>;
  return {
    seen: String(version), quorum: pair(stored.quorum), base: stored.base.value ?? "", threshold: pair(stored.threshold), participation: pair(stored.participation),
    form: stored.form.value ?? "named", ...answers, ...figures, ...sources, effectiveOn, approvedBy,
  };
}
