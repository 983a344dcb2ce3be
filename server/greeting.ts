import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { renderUnicodeCompact } from "uqr";
import { demoPlaces, demoScreen } from "./demo/links";
import type { Embedded } from "./embedded-postgres";
import type { Yishi } from "./yishi";

/** What stands in the terminal after a start: where to go, for this machine and for phones. */
export async function greet({ house, addresses: { here, network }, setupToken }: Yishi, { demo, embedded, folder }: { demo: boolean; embedded: Embedded | null; folder: string }) {
  const say = (line = "") => process.stdout.write(`${line}\n`);
  say();
  say("议事厅已启动");
  say(`  这台电脑：${here}`);
  for (const address of network) say(`  同一网络的手机：${address}`);
  if (network[0]) say(renderUnicodeCompact(network[0]).replace(/^/gm, "  "));
  if (network.length > 0) say("  这是会场里的 http 方式：只在可信的网络里用。要放到互联网上，请看 README 的「放到服务器上」。");
  if (embedded) say(`  数据在 ${embedded.folder}`);
  const places = demo ? await demoPlaces(house) : [];
  if (places.length > 0) {
    say();
    say("演示社区，点开就能进入：");
    for (const { name, as, token } of places) say(`  ${as}　${name}　${here}/demo/${token}`);
    const screen = await demoScreen(house);
    if (screen) say(`  大屏幕　　　${here}${screen}`);
    if (network[0]) say(`  在手机上打开，把 ${here} 换成 ${network[0]}`);
    keepLinks(folder, Object.fromEntries(places.map(({ name, token }) => [name, `${here}/demo/${token}`])));
  } else if (setupToken) {
    say();
    say("第一次使用，请打开这个链接建立社区（只能用一次）：");
    say(`  ${here}/setup/${setupToken}`);
  }
  say();
  say("按 Ctrl-C 停止。");
}

/** The same links for `npm run evening` in a second terminal; only whoever may read the data may read them. */
function keepLinks(folder: string, links: Readonly<Record<string, string>>) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "demo-links.json"), JSON.stringify(links, null, 1), { mode: 0o600 });
}
