import type { Decider } from "~/rules/meeting/events";

/** A council's result on what others decide is an opinion and says so; null where the meeting itself decides. hint: only of what was carried. */
export function referralWords(decider: Decider): { title: string; hint: string } | null {
  switch (decider) {
    case "council": return null;
    case "owners": return { title: "本意见不代替业主共同决定", hint: "建议提交业主共同决定。" };
    case "residents-assembly": return { title: "本意见不代替居民会议决定", hint: "建议提交居民会议或居民代表会议决定。" };
    case "authority": return { title: "本意见供有关部门参考", hint: "建议提交街道或有关部门决定。" };
  }
}
