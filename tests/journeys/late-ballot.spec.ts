import { choose, gather, step, stepSure, supervise, vote } from "./flow";
import { expect, live, press } from "./hall";
import { cut, holdLine, keptBallots, openHall, received, test, voteAnew } from "./weak";

test("a ballot whose vote ends before it is answered says what became of it, over the next ballot and over the result", async ({ devices, product }) => {
  const hall = await gather(devices, product);
  const { chair, first, second, supervisor } = hall;
  devices.loses(first);
  const line = await holdLine(first);
  await first.reload();
  await openHall(hall);
  const late = first.locator("main section").filter({ hasText: "您先前选择：" });
  const noVote = /没投上：表决已于\d\d:\d\d结束/;

  // Void before it arrived; the ballot of the next vote does not push it out.
  line.losesBallots = true;
  await choose(first, "赞成");
  await press(first, "确认投票");
  await expect(first.getByText(cut)).toBeVisible();
  await voteAnew(hall);
  await expect(late).toContainText("您先前选择：赞成");
  await expect(late).toContainText(cut);
  await choose(first, "反对");
  await press(first, "确认投票");
  await expect(first.getByText("您选择：反对", { exact: true })).toBeVisible();
  await expect(first.getByText(cut)).toHaveCount(2);
  await expect.poll(() => first.evaluate(keptBallots)).toMatchObject([{ choice: "for" }, { choice: "against" }]);
  devices.expects(first, 422, "maybe");
  line.losesBallots = false;
  await expect(received(first)).toBeVisible({ timeout: 20_000 });
  await expect(late).toContainText(noVote, { timeout: 20_000 });
  await expect(late).toContainText("您先前选择：赞成");
  await expect(chair.getByText("已投1人，应投17人")).toBeVisible();
  expect(await first.evaluate(keptBallots)).toEqual([]);

  // Void after it arrived; then counted, with a receipt that comes after the announcement.
  await voteAnew(hall);
  await expect(late.filter({ hasText: "您先前选择：反对" })).toContainText(/\d\d:\d\d已收到您的票上一次表决作废/);
  await choose(first, "弃权");
  line.loses = true;
  await press(first, "确认投票");
  await expect(chair.getByText("已投1人，应投17人")).toBeVisible();
  await vote(second, "反对");
  await stepSure(chair, "结束表决", "结束后不能再投。");
  await supervise(supervisor);
  await step(chair, "宣布结果");
  await expect(second.getByRole("link", { name: "看结果和依据" })).toBeVisible();
  await expect(first.getByText("您选择：弃权")).toBeVisible();
  line.loses = false;
  line.cut();
  await expect(first.getByRole("link", { name: "看结果和依据" })).toBeVisible({ timeout: 20_000 });
  await expect(late).toContainText(/您先前选择：弃权.*\d\d:\d\d已收到您的票/, { timeout: 20_000 });
  await expect(late).not.toContainText("没投上");
  await expect(second.getByText("您先前选择")).toHaveCount(0);
  await first.reload();
  await expect(first.getByRole("link", { name: "看结果和依据" })).toBeVisible();
  await live(first);
  await expect(late).toHaveCount(0);
});
