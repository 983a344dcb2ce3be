import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from "react";

type Shared = { label: string; why?: string | null | undefined; hint?: string };
type InputProps = Shared & InputHTMLAttributes<HTMLInputElement>;
type AreaProps = Shared & TextareaHTMLAttributes<HTMLTextAreaElement>;
type SelectProps = Shared & SelectHTMLAttributes<HTMLSelectElement> & { children: ReactNode };

/** What was written in a form's field; "" where there is no such field, or it holds a file. */
export function written(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** Label above, the reason of an error between label and field; what was typed stays. */
function Frame({ id, label, why, hint, children }: Shared & { id: string; children: ReactNode }) {
  return (
    <div className="field" data-bad={why ? "" : undefined}>
      <label htmlFor={id}>{label}</label>
      {why && <span className="why" id={`${id}-why`}>{why}</span>}
      {children}
      {hint && <span className="meta" id={`${id}-hint`}>{hint}</span>}
    </div>
  );
}

const described = (id: string, { why, hint }: Shared) =>
  ({ "aria-invalid": why ? true : undefined, "aria-describedby": [why && `${id}-why`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined });

export function Field({ label, why, hint, ...rest }: InputProps) {
  const id = useId();
  return <Frame {...{ id, label, why, hint }}><input id={id} {...described(id, { label, why, hint })} {...rest} /></Frame>;
}

export function Area({ label, why, hint, ...rest }: AreaProps) {
  const id = useId();
  return <Frame {...{ id, label, why, hint }}><textarea id={id} rows={4} {...described(id, { label, why, hint })} {...rest} /></Frame>;
}

export function Select({ label, why, hint, children, ...rest }: SelectProps) {
  const id = useId();
  return <Frame {...{ id, label, why, hint }}><select id={id} {...described(id, { label, why, hint })} {...rest}>{children}</select></Frame>;
}
