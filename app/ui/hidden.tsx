import type { Command } from "~/rules/meeting/commands";

/** Where a plain form sends acts, where it comes back to, and a key made with the page. */
export type ActPlace = { readonly url: string; readonly back: string; readonly formKey: string; readonly zone: string };

/** The command as flat fields; nothing stands for null. */
export function Hidden({ command, place }: { command: Command; place: ActPlace }) {
  return (
    <>
      <input type="hidden" name="key" value={`${place.formKey}${suffix(command)}`} />
      <input type="hidden" name="back" value={place.back} />
      {Object.entries(command).map(([name, value]) => <input key={name} type="hidden" name={name} value={value === null ? "" : String(value)} />)}
    </>
  );
}

/** Two buttons of one page are two acts. */
const suffix = (command: Command) => `-${[...JSON.stringify(command)].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7).toString(36).replace("-", "m")}`;
