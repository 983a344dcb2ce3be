/**
 * The tables. Keys lead with community_id, except accounts, sessions, the directory of codes and the installation.
 * The log is meeting_event; what is marked "projection" is written in the act's transaction and can be rebuilt from it.
 */
export * from "./meetings";
export * from "./minutes";
export * from "./people";
export * from "./talk";
