import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** @param {string} file @param {string[]} args */
function works(file, args) {
  try {
    return execFileSync(file, args, { stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

/** The browser for the journeys: CHROMIUM_PATH, one that is installed, or Debian's, installed now where we may. Throws one line. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  const found = named ?? places.find(existsSync);
  if (found && hasChinese()) return found;
  install();
  const installed = named ?? places.find(existsSync);
  if (!installed) throw new Error("没有 Chromium，也不能自己安装。请安装 chromium 和 fonts-noto-cjk，或用 CHROMIUM_PATH 指明浏览器");
  return installed;
}

/** Without a Chinese font, a picture of a page shows boxes. Where nothing can tell, the font is taken to be there. */
function hasChinese() {
  const fonts = works("fc-list", [":lang=zh", "family"]);
  return fonts === null || fonts !== "";
}

function install() {
  const prefix = process.getuid?.() === 0 ? [] : works("sudo", ["-n", "true"]) !== null ? ["sudo", "-n"] : null;
  if (!prefix || works("apt-get", ["--version"]) === null) return;
  console.log("没有 Chromium 或中文字体，正在用 apt 安装 chromium 和 fonts-noto-cjk……");
  const apt = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
  for (const args of [["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"]]) {
    const [file, ...rest] = [...apt, ...args];
    works(/** @type {string} */ (file), rest);
  }
}
