import type { FormEvent, ReactNode } from "react";
import { choices, type Choice } from "~/rules/tally/verdict";
import { zh } from "~/words/zh";
import { ChoiceRows, Side, useTicked } from "./choice";
import { Banner } from "./page";

type AskProps = { title: string; question: ReactNode; hint: string; children?: ReactNode };

/** A question like a ballot's and plainly named as none. */
export function Asks({ title, question, hint, children }: AskProps) {
  return (
    <>
      <p className="eyebrow"><strong>{title}</strong></p>
      <h1 className="text-lead font-semibold leading-normal mb-2">{question}</h1>
      <p className="meta mb-4">{hint}</p>
      {children}
    </>
  );
}

export const Rows = () => <div className="mt-auto"><ChoiceRows /></div>;

export function ConfirmBar({ line, button, pick }: { line: (word: string) => readonly [string, string, string]; button: string; pick: string }) {
  const chosen = useTicked();
  const [before, word, after] = chosen ? line(zh.choice[chosen]) : ["", "", ""];
  return <>{chosen ? <p>{before}<strong>{word}</strong>{after}</p> : <p>{pick}</p>}<button className="btn primary">{button}</button></>;
}

/** Answered: what has arrived, in words. */
export const Arrived = ({ title, hint, choice }: { title: string; hint: string; choice?: Choice }) => (
  <section className="py-6" role="status"><h1>{title}</h1>{choice && <p className="text-lead my-2"><Side choice={choice} /></p>}<p className="my-3">{hint}</p></section>
);

export const WhyNot = ({ children }: { children: string | null }) => children && <Banner>{children}</Banner>;

/** What a form of rows holds. */
export function choiceIn(event: FormEvent<HTMLFormElement>): Choice | null {
  const value = new FormData(event.currentTarget).get("choice");
  return choices.find((choice) => choice === value) ?? null;
}
