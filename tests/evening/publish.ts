import type { Hall, Voted } from "./sit";
export type Published = { readonly version: number };
export const publish = (_: Hall, __: readonly Voted[]): Promise<Published> => Promise.resolve({ version: 0 });
