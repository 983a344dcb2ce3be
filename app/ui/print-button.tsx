import { zhBefore } from "~/words/zh-before";
import { useScripted } from "./scripted";

/** Without script the browser's own menu prints, and the sentence beside says so. */
export function PrintButton() {
  const ready = useScripted();
  return (
    <>
      {ready && <button type="button" className="btn primary" onClick={() => window.print()}>{zhBefore.notice.printNow}</button>}
      <p className="meta mt-2">{zhBefore.notice.printHint}</p>
    </>
  );
}
