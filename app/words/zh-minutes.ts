/** What people read of the minutes: drafting, signing, publishing, objecting. */
export const zhMinutes = {
  paper: {
    edition: { public: "公示版", archive: "存档版" },
    version: (version: number) => `第${version}版（更正）`,
    draft: "草稿，没有公布",
    tasks: "办理事项",
    code: (code: string) => `核验码 ${code}　扫码核对原文、提出异议`,
    noCode: "草稿没有核验码",
    present: "出席", excused: "请假", absent: "未到", attendees: "列席", residents: "旁听居民",
    heading: (body: string) => `${body}会议纪要`,
    signed: (time: string) => `${time}签字`,
    confirmed: (time: string) => `${time}确认`,
    stays: "到会和离开",
    speeches: "发言记录",
    opinions: "摘录的意见",
    where: (place: string, chair: string) => `${place}，${chair}主持`,
    absentCount: (count: number) => `未到${count}人。`,
    member: "成员",
  },
} as const;
