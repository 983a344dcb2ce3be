import { votedWords } from "~/words/voted";

/** The text that a vote was on, on one line. */
export const VotedLine = ({ voted }: { voted: { readonly by: string; readonly text: string } | null }) => voted && <p className="meta one-line">{votedWords(voted)}</p>;
