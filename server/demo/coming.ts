import { createHash } from "node:crypto";
import { docxOf } from "../documents/docx";
import type { House } from "../house";
import { newId } from "../ids";
import type { Place } from "../store/chain";
import { keepFile } from "../store/files";
import type { Demo } from "./load";
import { dogRules, draftFor, parking, parkingPaper, projects } from "./meetings";

/** M3, in ten days: three items, one with an attachment; 16 members come, 2 are on leave, 3 have not answered. */
export async function comingMeeting(house: House, demo: Demo, { start, members }: { start: number; members: readonly string[] }) {
  const place = await demo.make(draftFor("居民议事会第5次会议", start, [parking, dogRules, projects]));
  await attach(house, demo, place);
  await demo.act(place, "测试记录员", { type: "notice.post", reason: "" });
  for (const [i, name] of members.slice(0, 18).entries()) {
    const away = i >= 16;
    await demo.act(place, name === "测试书记" ? name : i % 5 === 4 ? "测试记录员" : name, { type: "reply.give", person: demo.id(name), coming: !away, reason: away ? "出差" : "" });
  }
}

/** The first item gets its paper, as its page would send it in. */
async function attach({ database: { db } }: House, demo: Demo, place: Place) {
  const content = await docxOf(parkingPaper);
  const file = { id: newId(), name: "访客车错时停车方案（第二稿）.docx", type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", bytes: content.length };
  await keepFile(db, place, { ...file, hash: createHash("sha256").update(content).digest("base64url"), content, sentBy: demo.id("测试记录员"), sentAt: new Date() });
  const { seq, plan, items } = await demo.state(place);
  const said = [parking, dogRules, projects].map((item, i) => ({ ...item, id: items[i]!.id, files: i === 0 ? [file.id] : [] }));
  await demo.act(place, "测试记录员", { type: "meeting.revise", seen: seq, draft: draftFor("居民议事会第5次会议", plan!.startsAt, said) });
}
