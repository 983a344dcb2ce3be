/** Phones by the thousand in one process of their own. */
import { now, pause, percentile, serve } from "./child";
import { phoneFrame } from "./frames";
import { connect, newPhone, type Ears, type Phone, type Way } from "./phone";
import { ask, dial, type Sent } from "./web";

type Crowd = Way & { readonly phones: number; readonly cookies: readonly string[] };

const phones: Phone[] = [];
let marker: Buffer | null = null;
let heardAt: number[] = [];
let stamps: { at: number; by: number }[] = [];
let sampling = 0;
let ordered = false;
let sentAt = new Map<string, number>();
let answers: { after: number; ok: boolean; text: string }[] = [];

const ears: Ears = {
  news(phone, text) {
    if (ordered) order(phone, text);
    if (marker && text.includes(marker)) { phone.seen += 1; heardAt.push(now()); }
    if (phone.number < sampling) for (const [, at] of text.toString().matchAll(/~(\d+)~/g)) stamps.push({ at: now() - Number(at) / 1000, by: phone.number });
  },
  answer(phone, text) {
    const words = text.toString();
    answers.push({ after: now() - (sentAt.get(`${phone.number} ${words.slice(2, words.indexOf("["))}`) ?? NaN), ok: words.includes('"ok":true'), text: words.slice(0, 200) });
  },
};

const number = Buffer.from('"seq":');
/** Numbers of events come one by one, as app/live/scene.ts takes them: what is known already may come again, a state sets the number. */
function order(phone: Phone, text: Buffer) {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const seq = parseInt(text.toString("latin1", at + number.length, at + number.length + 12), 10);
    if (phone.seq > 0 && seq > phone.seq + 1 && !text.includes('"state"')) phone.gaps += 1;
    phone.seq = Math.max(phone.seq, seq);
  }
}

const crowdOf = ({ phones: size, cookies }: Crowd) => Array.from({ length: size }, (_, i) => { const phone = newPhone(phones.length, cookies[i] ?? null); phones.push(phone); return phone; });

/** Connects so many phones, `width` at a time; answers when each has heard what it needs. */
async function open(crowd: Crowd & { readonly width: number }) {
  const waiting = crowdOf(crowd);
  const [started, size] = [now(), waiting.length];
  let failed = 0;
  const one = async () => { for (let phone = waiting.pop(); phone; phone = waiting.pop()) if (!await connect(phone, crowd, { ears })) failed += 1; };
  await Promise.all(Array.from({ length: Math.min(crowd.width, size) }, one));
  return { failed, took: now() - started };
}

/** From the scan to the first state, all at once: files one after another on one connection, then the line. */
async function join(crowd: Crowd & { readonly files: readonly string[] }) {
  const started = now();
  const times: number[] = [];
  async function comeIn(phone: Phone) {
    const socket = dial(crowd.port);
    for (const path of crowd.files) if ((await ask(socket, { path, port: crowd.port, cookie: phone.cookie })).status !== "200") return false;
    // A browser's second connection; the first one stays for what comes later.
    const ok = await connect(phone, crowd, { ears });
    times.push(now() - started);
    socket.destroy();
    return ok;
  }
  const came = await Promise.all(crowdOf(crowd).map((phone) => comeIn(phone).catch(() => false)));
  return { failed: came.filter((ok) => !ok).length, took: Math.max(...times), p99: percentile(times, 0.99) };
}

/** The pause before the next try, as Socket.IO's client makes it of the app's options (app/live/useMeeting.ts). */
type Patience = { readonly first: number; readonly most: number; readonly jitter: number };

/** Phones that come back by themselves whenever their line ends. */
async function stay({ patience, ...crowd }: Crowd & { readonly patience: Patience }) {
  async function back(phone: Phone, tries: number): Promise<void> {
    const plain = Math.min(patience.most, patience.first * 2 ** tries);
    await pause(Math.min(patience.most, plain + plain * patience.jitter * (Math.random() * 2 - 1)));
    if (!phone.stopped && !await connect(phone, crowd, { ears, lost: () => void back(phone, 0) })) await back(phone, tries + 1);
  }
  const came = await Promise.all(crowdOf(crowd).map(async (phone) => { await pause(Math.random() * 1000); return connect(phone, crowd, { ears, lost: () => void back(phone, 0) }); }));
  return { failed: came.filter((ok) => !ok).length };
}

/** The next frames that hold these words are noted, one a phone. */
function watch(words: string) {
  marker = Buffer.from(words);
  heardAt = [];
  for (const phone of phones) phone.seen = 0;
}

async function watched({ within }: { within: number }) {
  const [end, all] = [now() + within, phones.length];
  while (phones.reduce((sum, phone) => sum + Math.min(1, phone.seen), 0) < all && now() < end) await pause(5);
  return { heard: phones.filter(({ seen }) => seen > 0).length, doubled: phones.filter(({ seen }) => seen > 1).length, times: heardAt };
}

/** One act from each of these phones, all at once or spread over so many ms. */
async function say({ acts, over }: { acts: readonly { phone: number; id: number; text: string }[]; over: number }) {
  const started = now();
  answers = [];
  sentAt = new Map();
  for (const [i, { phone, id, text }] of acts.entries()) {
    const due = over === 0 ? started : started + (i / acts.length) * over;
    while (now() < due) await pause(1);
    sentAt.set(`${phone} ${id}`, over === 0 ? now() : due);
    phones[phone]!.socket.write(phoneFrame(text.replace("~now~", `~${Math.round(due * 1000)}~`)));
  }
  const end = now() + 60_000;
  while (answers.length < acts.length && now() < end) await pause(2);
  const times = answers.map(({ after }) => after);
  return { took: now() - started, acks: answers.length, ok: answers.filter(({ ok }) => ok).length, p50: percentile(times, 0.5), p99: percentile(times, 0.99), no: [...new Set(answers.filter(({ ok }) => !ok).map(({ text }) => text))].slice(0, 3) };
}

/** Forms, each on a connection of its own, all at once; `ok` is what a form is answered that was taken. */
async function post({ forms, ok }: { forms: readonly Sent[]; ok: string }) {
  const started = now();
  const times: number[] = [];
  const said = await Promise.all(forms.map(async (form) => {
    const socket = dial(form.port);
    const { status, to } = await ask(socket, form).finally(() => socket.destroy());
    times.push(now() - started);
    return `${status} ${to}`;
  }));
  return { took: now() - started, p99: percentile(times, 0.99), ok: said.filter((one) => one.startsWith(ok)).length, no: [...new Set(said.filter((one) => !one.startsWith(ok)))].slice(0, 3) };
}

let pestering: Promise<{ at: number; after: number }[]> | null = null;
let isPestering = false;

/** One request after another, until it is asked what they took. */
function pester({ every, ...sent }: Sent & { every: number }) {
  isPestering = true;
  pestering = (async () => {
    const socket = dial(sent.port);
    const times: { at: number; after: number }[] = [];
    while (isPestering) {
      const at = now();
      if ((await ask(socket, sent)).status !== "200") throw new Error(`${sent.path} was refused`);
      times.push({ at, after: now() - at });
      await pause(every);
    }
    socket.destroy();
    return times;
  })();
}

serve({
  open, join, stay, watch, watched, say, post, pester,
  pestered: () => { isPestering = false; return pestering; },
  order: (on: boolean) => { ordered = on; for (const phone of phones) phone.gaps = 0; },
  sample: (some: number) => { sampling = some; stamps = []; },
  stamps: () => ({ each: Array.from({ length: sampling }, (_, i) => stamps.filter(({ by }) => by === i).length), delays: stamps.map(({ at }) => at) }),
  counts: () => phones.map(({ bytes, seq, gaps, ready }) => ({ bytes, seq, gaps, ready })),
  in: () => phones.filter(({ ready }) => ready).length,
  /** Phones that go without a word. */
  cut: (some: number) => { for (const phone of phones.splice(0, some)) { phone.stopped = true; phone.socket.destroy(); } },
});
