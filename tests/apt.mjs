import { execFileSync } from "node:child_process";

/** What a program says, or null where it cannot be run. @param {string} file @param {readonly string[]} args */
export function said(file, args) {
  try {
    return execFileSync(file, args, { stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

/** Installs Debian's packages where we may; what for is said. @param {readonly string[]} packages @param {string} why */
export function install(packages, why) {
  const prefix = process.getuid?.() === 0 ? [] : said("sudo", ["-n", "true"]) !== null ? ["sudo", "-n"] : null;
  if (!prefix || said("apt-get", ["--version"]) === null) return;
  console.log(`${why}，正在用 apt 安装 ${packages.join(" 和 ")}……`);
  const apt = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
  for (const args of [["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", ...packages]]) {
    const [file, ...rest] = [...apt, ...args];
    said(/** @type {string} */ (file), rest);
  }
}
