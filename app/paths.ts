/** One truth for addresses: routes.ts mounts these, links are made with href(). */
export const paths = {
  home: "/",
  enter: "/enter",
  type: "/type",
  signIn: "/sign-in",
  signOut: "/sign-out",
  devices: "/devices",
  welcome: "/welcome/:token",
  setup: "/setup/:token",
  demo: "/demo/:token",
  code: "/m/:code",
  codeSeen: "/m/:code/:presence",
  slipCode: "/s",
  slip: "/s/:token",
  screen: "/screen/:token",
  community: "/c/:community",
  people: "/c/:community/people",
  import: "/c/:community/people/import",
  personNew: "/c/:community/people/new",
  person: "/c/:community/people/:person",
  slips: "/c/:community/slips",
  bodies: "/c/:community/bodies",
  body: "/c/:community/bodies/:body",
  rules: "/c/:community/bodies/:body/rules",
  meetingNew: "/c/:community/meetings/new",
  meeting: "/c/:community/meetings/:meeting",
  meetingEdit: "/c/:community/meetings/:meeting/edit",
  act: "/c/:community/meetings/:meeting/act",
  arrive: "/c/:community/meetings/:meeting/arrive",
  ballot: "/c/:community/meetings/:meeting/ballot",
  chair: "/c/:community/meetings/:meeting/chair",
  desk: "/c/:community/meetings/:meeting/desk",
  supervise: "/c/:community/meetings/:meeting/supervise",
  item: "/c/:community/meetings/:meeting/items/:item",
  minutes: "/c/:community/meetings/:meeting/minutes",
  minutesEdit: "/c/:community/meetings/:meeting/minutes/edit",
  minutesSave: "/c/:community/meetings/:meeting/minutes/save",
  minutesSign: "/c/:community/meetings/:meeting/minutes/sign",
  minutesObjections: "/c/:community/meetings/:meeting/minutes/objections",
  minutesVersion: "/c/:community/meetings/:meeting/minutes/:version",
  minutesPrint: "/c/:community/meetings/:meeting/minutes/:version/print",
  minutesNotice: "/c/:community/meetings/:meeting/minutes/:version/notice",
  minutesFile: "/c/:community/meetings/:meeting/minutes/:version/files/:name",
  result: "/c/:community/meetings/:meeting/results/:round",
} as const;

export type PathName = keyof typeof paths;
type Names<P extends string> = P extends `${string}:${infer Name}/${infer Rest}` ? Name | Names<`/${Rest}`> : P extends `${string}:${infer Name}` ? Name : never;
type Params<K extends PathName> = Names<(typeof paths)[K]>;
type Args<K extends PathName> = [Params<K>] extends [never] ? [] : [params: Record<Params<K>, string>];

export function href<K extends PathName>(name: K, ...[params]: Args<K>): string {
  return paths[name].replace(/:([a-z]+)/gi, (_, key: string) => encodeURIComponent((params as Record<string, string>)[key]!));
}
