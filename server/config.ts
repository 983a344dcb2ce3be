import { isIP, isIPv6 } from "node:net";
import { z } from "zod";

const onOff = z.enum(["on", "off"]);

/** As a browser writes it in an Origin header: otherwise every form would be refused. */
const isOrigin = (value: string) => /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;

/** Addresses, or ranges of them: 10.0.0.5,10.1.0.0/16. */
const isRange = (value: string) => {
  const [address = "", bits = "0", ...more] = value.split("/");
  return isIP(address) > 0 && more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv6(address) ? 128 : 32);
};
const rangesIn = (value: string) => value.split(",").map((one) => one.trim());

/** Every setting the product reads, with the sentence that is printed when its value is wrong. */
const settings = z.object({
  PORT: z.coerce.number({ error: "PORT 要是 1 到 65535 的整数" }).int("PORT 要是整数").min(0, "PORT 不能小于 0").max(65535, "PORT 不能大于 65535").default(3000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "DATABASE_URL 要以 postgres:// 开头" }).optional(),
  PUBLIC_ORIGIN: z.string().refine(isOrigin, "PUBLIC_ORIGIN 要像 https://yishi.example：小写，不写默认端口，末尾不带斜线").optional(),
  YISHI_DEMO: onOff.optional(),
  YISHI_DATA: z.string().min(1, "YISHI_DATA 不能为空").default(".yishi"),
  YISHI_SECRET: z.string().min(32, "YISHI_SECRET 至少 32 个字符").optional(),
  YISHI_METRICS: z.string().refine((value) => value === "off" || rangesIn(value).every(isRange), "YISHI_METRICS 要是 off，或用逗号隔开的 IP 地址或网段，例如 10.0.0.5,10.1.0.0/16").optional(),
  YISHI_LOG: z.enum(["fatal", "error", "warn", "info", "debug"], { error: "YISHI_LOG 只能是 fatal、error、warn、info、debug" }).default("info"),
});

export type Config = {
  readonly port: number;
  readonly databaseUrl: string | null;
  /** The one public address, or null on a laptop in a hall: then localhost and the machine's own addresses are accepted. */
  readonly origin: string | null;
  readonly demo: boolean;
  readonly dataFolder: string;
  readonly secret: string | null;
  /** Who reads the figures beside this machine itself; off: nobody. */
  readonly metrics: readonly string[] | "off";
  readonly logLevel: z.infer<typeof settings>["YISHI_LOG"];
};

/** Reads the configuration once. An empty value counts as not set. Throws one line that names what is wrong. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = settings.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const name = String(issue.path[0]);
    throw new Error(issue.message.includes(name) ? issue.message : `${name} 的值不对：${issue.message}`);
  }
  const { PORT, DATABASE_URL, PUBLIC_ORIGIN, YISHI_DEMO, YISHI_DATA, YISHI_SECRET, YISHI_METRICS, YISHI_LOG } = parsed.data;
  return {
    port: PORT,
    databaseUrl: DATABASE_URL ?? null,
    origin: PUBLIC_ORIGIN ?? null,
    demo: YISHI_DEMO ? YISHI_DEMO === "on" : !DATABASE_URL,
    dataFolder: YISHI_DATA,
    secret: YISHI_SECRET ?? null,
    metrics: YISHI_METRICS === "off" ? "off" : YISHI_METRICS ? rangesIn(YISHI_METRICS) : [],
    logLevel: YISHI_LOG,
  };
}
