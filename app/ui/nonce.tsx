import { createContext, useContext, type ReactNode } from "react";

/** The nonce of this answer, on the server; a browser never shows it to scripts, and needs none. */
export const NonceContext = createContext<string | undefined>(undefined);

export const Nonce = ({ children }: { children: (nonce: string | undefined) => ReactNode }) => <>{children(useContext(NonceContext))}</>;
