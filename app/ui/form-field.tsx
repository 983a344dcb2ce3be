import type { FieldMetadata } from "@conform-to/react";
import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from "react";
import { Area, Field, Select } from "./field";

/** What a form knows of one field: its name, what was typed, and what is wrong with it. */
type Known = Pick<FieldMetadata<unknown>, "name" | "initialValue" | "errors">;

const propsOf = ({ name, initialValue, errors }: Known) => ({ name, why: errors?.[0], ...(typeof initialValue === "string" && { defaultValue: initialValue }) });

export const FormField = ({ field, label, hint, ...rest }: { field: Known; label: string; hint?: string } & InputHTMLAttributes<HTMLInputElement>) =>
  <Field label={label} {...(hint && { hint })} {...propsOf(field)} {...rest} />;

export const FormArea = ({ field, label, hint, ...rest }: { field: Known; label: string; hint?: string } & TextareaHTMLAttributes<HTMLTextAreaElement>) =>
  <Area label={label} {...(hint && { hint })} {...propsOf(field)} {...rest} />;

export const FormSelect = ({ field, label, hint, children }: { field: Known; label: string; hint?: string; children: ReactNode }) =>
  <Select label={label} {...(hint && { hint })} {...propsOf(field)}>{children}</Select>;
