/** 登记并签到: for those who check others in, and for nobody else; a refusal after registering is told. */
import { expect, test } from "vitest";
import { newKey } from "../house";
import { openWorld, type RoleName } from "./world";

const fields = () => ({ key: newKey(), name: "新来的人", title: "", building: "9栋", room: "901", grid: "", standing: "", phone: "" });

test("the form stands on the desk of those alone who may check others in", async () => {
  const world = await openWorld("check-in");
  for (const role of ["recorder", "chair", "administrator", "counter", "supervisor"] as const satisfies RoleName[]) {
    const { status, body } = await world.get(`/c/ce-shi/meetings/${world.place.meeting}/desk`, await world.cookie(role));
    expect([role, status, body.includes("登记并签到")]).toEqual([role, 200, role === "recorder"]);
  }
});

test("a check-in that is refused after registering is told on the desk", async () => {
  const world = await openWorld("draft");
  const [desk, session] = [`/c/ce-shi/meetings/${world.place.meeting}/desk`, await world.cookie("recorder")];
  const answer = await world.post(desk, session, fields());
  expect([answer.status, answer.headers.location]).toEqual([303, `${desk}?no=wrong-stage&stage=draft`]);
  expect(await world.sql`select name from person where name = '新来的人'`).toHaveLength(1);
  const { body } = await world.get(answer.headers.location!, session);
  expect(/class="banner[^>]*>([^<]*)/.exec(body)?.[1]).toBe("签到还没有开始");
});
