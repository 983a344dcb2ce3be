import { useRef, useState } from "react";
import type { Command } from "~/rules/meeting/commands";
import { actOnce, type Said } from "./act-once";
import { post } from "./outbox";
import type { Meeting } from "./useMeeting";

/** A person's acts in the hall: by the socket, and where that stays silent by a plain request with the same key. */
export function useActs(meeting: Meeting, url: string): (command: Command) => Promise<Said> {
  const line = useRef(meeting);
  line.current = meeting;
  const [once] = useState(() => actOnce(async (act) => (await line.current.send(act)) ?? post(url, act)));
  return (command) => once(command, line.current.view.seq);
}
