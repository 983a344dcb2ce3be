import { existsSync } from "node:fs";
import { install, said } from "./apt.mjs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** The browser for the journeys: CHROMIUM_PATH, one that is installed, or Debian's, installed now where we may. Throws one line. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  const found = named ?? places.find(existsSync);
  if (found && hasChinese()) return found;
  install(["chromium", "fonts-noto-cjk"], "没有 Chromium 或中文字体");
  const installed = named ?? places.find(existsSync);
  if (!installed) throw new Error("没有 Chromium，也不能自己安装。请安装 chromium 和 fonts-noto-cjk，或用 CHROMIUM_PATH 指明浏览器");
  return installed;
}

/** Without a Chinese font, a picture of a page shows boxes. Where nothing can tell, the font is taken to be there. */
function hasChinese() {
  const fonts = said("fc-list", [":lang=zh", "family"]);
  return fonts === null || fonts !== "";
}
