/** What the routes may ask of the server; it is handed to them as Remix's load context and is the only way there. */
import type { Channel, MeetingKind } from "~/rules/meeting/events";
import type { Draft } from "~/rules/meeting/commands";
import type { OfficeRole, Role } from "~/rules/meeting/rights";
import type { BodyKind, Dated, RuleFields } from "~/rules/meeting/rule-set";
import type { Stage } from "~/rules/meeting/state";
import type { Choice } from "~/rules/tally/verdict";
import type { BeforeDoor, WholePaper } from "./before";
import type { StaffTalkDoor } from "./chair";
import type { MinutesDoors } from "./minutes";
import type { PersonCard } from "./people";
import type { PublicDoor, VotedText } from "./public";
import type { Running } from "./running";
import type { Act, Answer, Desk, Mine, Scene, ShownCode, Wifi } from "./protocol";
import type { Waiting } from "./waiting";
import type { TalkDoor } from "./talk-door";

/** One device on which an account is signed in. id: a mark that ends it, not the session. */
export type Device = { readonly id: string; readonly device: string; readonly since: number; readonly here: boolean; readonly by: "password" | "slip" };
export type CommunityCard = { readonly id: string; readonly slug: string; readonly name: string; readonly address: string; readonly timeZone: string };
export type MeetingCard = { readonly id: string; readonly code: string; readonly stage: Stage; readonly startsAt: number; readonly title: string; readonly body: string; readonly noticed: boolean };
export type Me = { readonly person: string; readonly name: string; readonly level: "password" | "slip"; readonly offices: readonly Role[] };
/** voted: the text, and by name the member whose it was, where the title alone does not tell which vote it was. */
export type ResultCard = { readonly round: string; readonly meeting: string; readonly title: string; readonly verdict: string; readonly at: number; readonly voted: VotedText };

/** A cookie to set and where to go. */
export type Step = { readonly to: string; readonly cookies: readonly string[] };

export interface Doors {
  readonly nonce: string;
  readonly large: boolean;
  /** The address that phones reach this server by, without a slash at the end. */
  readonly origin: string;
  readonly demo: boolean;
  /** With a password; somebody who sits by a slip can still sign in. */
  readonly signedIn: boolean;
  now(): number;
  /** Logs a fault of rendering. */
  report(error: unknown): void;
  communities(): Promise<CommunityCard[]>;
  community(slug: string): Promise<CommunityDoor | null>;
  /** Where a typed code leads: a meeting's, or a slip's; or how long to wait. */
  enterCode(typed: string): Promise<{ readonly to: string; readonly cookies: readonly string[] } | { readonly wait: number } | null>;
  meetingByCode(code: string): Promise<{ readonly community: string; readonly meeting: string } | null>;
  /** Marks that this browser saw the hall's screen. */
  seenScreen(code: string, scan: string): Promise<Step | null>;
  screen(token: string): Promise<ScreenDoor | null>;
  slip(token: string): Promise<SlipDoor | null>;
  signIn(form: { login: string; password: string }): Promise<Step | { readonly wait: number } | null>;
  signOut(): Promise<Step>;
  devices(): Promise<Device[] | null>;
  endDevice(id: string): Promise<Step | null>;
  invitation(token: string): Promise<InvitationDoor | null>;
  setup(token: string): Promise<SetupDoor | null>;
  demoLink(token: string): Promise<DemoDoor | null>;
  setType(large: boolean, back: string): Step;
}

export interface DemoDoor { readonly name: string; readonly as: string; enter(): Promise<Step> }
export interface InvitationDoor { readonly name: string; readonly login: string | null; accept(form: { login: string; password: string }): Promise<Step | "taken" | null> }
export interface SetupDoor { make(form: { community: string; address: string; timeZone: string; name: string; login: string; password: string }): Promise<Step | null> }

export interface SlipDoor {
  readonly community: CommunityCard;
  readonly person: PersonCard;
  /** This phone already sits there. */
  readonly mine: boolean;
  /** Another phone sits there now. */
  readonly taken: boolean;
  /** The meeting that is open now, and whether this browser showed that it is in the hall. */
  readonly meeting: { readonly card: MeetingCard; readonly here: boolean; readonly present: boolean } | null;
  /** Seats this phone; with a meeting open and presence proven, checks in too. */
  enter(presence: string): Promise<Step | { readonly wait: number } | "wrong-code" | null>;
}

export interface ScreenDoor { readonly community: CommunityCard; readonly card: MeetingCard; readonly shown: ShownCode | null; readonly wifi: Wifi | null; scene(): Promise<Scene> }

export interface CommunityDoor {
  readonly card: CommunityCard;
  readonly me: Me | null;
  /** Those whose notice is posted; staff see the others too. */
  meetings(): Promise<MeetingCard[]>;
  results(): Promise<ResultCard[]>;
  meeting(id: string): Promise<MeetingDoor | null>;
  people(): Promise<PeopleDoor | null>;
  bodies(): Promise<BodiesDoor | null>;
  agenda(): Promise<AgendaDoor | null>;
  /** How the server fares, for staff. */
  running(): Promise<Running | null>;
  readonly public: PublicDoor;
  waiting(): Promise<readonly Waiting[]>;
}

export interface MeetingDoor {
  readonly card: MeetingCard;
  roles(): Promise<readonly Role[]>;
  mine(): Promise<Mine>;
  scene(desk: Desk): Promise<Scene | null>;
  act(act: Act): Promise<Answer>;
  /** Checks in by the screen's cookie or its four digits. */
  arrive(key: string, presence: string): Promise<Answer | { readonly wait: number }>;
  seesScreen(): boolean;
  result(round: string): ResultDoor | null;
  /** Null where it may not be seen: staff see it once the round is counted, all after the announcement where the rules say so. */
  choices(round: string): Promise<readonly ChoiceRow[] | null>;
  /** How many have voted in the open round. */
  turnout(round: string): Promise<number>;
  voted(round: string): Promise<readonly string[]>;
  /** For those who may check others in. */
  desk(): Promise<DeskDoor | null>;
  screens(): Promise<ScreensDoor | null>;
  readonly talk: TalkDoor;
  readonly staffTalk: StaffTalkDoor;
  /** The paper as it was entered, for those who may revise it. */
  paper(): Promise<WholePaper | null>;
  readonly before: BeforeDoor;
  minutes(): Promise<MinutesDoors>;
}

export interface ResultDoor { readonly checkCode: string; readonly hash: string }

/** Who chose what, by their names. enteredBy, witnessedBy: empty for a ballot from a phone. */
export type ChoiceRow = { readonly name: string; readonly choice: Choice; readonly channel: Channel; readonly enteredBy: string; readonly witnessedBy: string };

export interface DeskDoor {
  people(search: string): Promise<PersonCard[]>;
  /** The id of the new person, the same for the same form (key) sent again; or who of that name is on the list. anyway: it is somebody else, at another home. */
  register(fields: PersonForm, how: { key: string; anyway: boolean }): Promise<string | readonly PersonCard[]>;
}

/** The links of the big screen. */
export interface ScreensDoor {
  list(): Promise<readonly { readonly id: string; readonly madeAt: number; readonly path: string }[]>;
  make(): Promise<void>;
  revoke(id: string): Promise<void>;
  /** shown: on this meeting's screens; last: what the community entered last. */
  wifi(): Promise<{ readonly shown: Wifi | null; readonly last: Wifi | null }>;
  showWifi(wifi: Wifi | null): Promise<void>;
}

export type PersonForm = Omit<PersonCard, "id"> & { readonly phone: string };
export type SlipCard = { readonly person: PersonCard; readonly role: string; readonly url: string; readonly code: string };
export type ImportRow = { readonly line: number; readonly kind: "added" | "changed" | "skipped" | "error"; readonly name: string; readonly home: string; readonly why: string };
export type ImportPreview = { readonly rows: readonly ImportRow[]; readonly total: number; readonly added: number; readonly changed: number; readonly skipped: number; readonly errors: number; readonly sign: string };

export interface PeopleDoor {
  find(query: { search: string; after: string | null }): Promise<{ people: PersonCard[]; more: boolean; found: number }>;
  one(id: string): Promise<(PersonCard & { readonly phone: string; readonly administrator: boolean; readonly login: string | null; readonly slip: "none" | "issued" | "claimed" }) | null>;
  add(fields: PersonForm): Promise<string | null>;
  change(id: string, fields: PersonForm): Promise<boolean>;
  /** false for the last administrator, who stays. */
  /** Why not, where it is refused. */
  remove(id: string): Promise<"removed" | "last-administrator" | "administrator-only">;
  /** Only administrators name administrators; the last one stays. */
  setAdministrator(id: string, on: boolean): Promise<boolean>;
  /** The lines of an uploaded file, or of what was pasted. */
  contentOf(file: unknown, pasted: string): Promise<{ readonly text: string } | "unreadable" | "empty">;
  /** A sentence where it is no list. */
  preview(content: string): Promise<ImportPreview | string>;
  apply(content: string, sign: string): Promise<(ImportPreview & { readonly done: boolean }) | string>;
  slips(filter: { ids: readonly string[]; body: string | null; building: string | null }): Promise<SlipCard[]>;
  buildings(): Promise<string[]>;
  revokeSlip(id: string): Promise<void>;
  /** The link with which the person sets a name and a password. */
  /** A link by which the person sets a password; null for whoever is no administrator. */
  invite(id: string): Promise<string | null>;
}

export type BodyCard = { readonly id: string; readonly name: string; readonly kind: BodyKind; readonly termFrom: string; readonly termTo: string };
export interface BodiesDoor {
  readonly mayChange: boolean;
  list(): Promise<BodyCard[]>;
  make(fields: Omit<BodyCard, "id">): Promise<string>;
  one(id: string): Promise<BodyDoor | null>;
}
export interface BodyDoor {
  readonly card: BodyCard;
  seats(): Promise<readonly (PersonCard & { readonly seat: "member" | "attendee" })[]>;
  offices(): Promise<Readonly<Record<OfficeRole, readonly PersonCard[]>>>;
  /** The newest version; now: the one that check-in would take today, null where it would take none; coming: those still to take effect. */
  rules(): Promise<Dated & { readonly fields: RuleFields; readonly approvedBy: string; readonly now: Dated | null; readonly coming: readonly Dated[] }>;
  change(fields: Omit<BodyCard, "id" | "kind">): Promise<void>;
  seat(people: readonly string[], seat: "member" | "attendee"): Promise<void>;
  seatByStanding(standing: string, seat: "member" | "attendee"): Promise<number>;
  unseat(person: string): Promise<void>;
  setOffice(role: OfficeRole, people: readonly string[]): Promise<void>;
  setRules(next: { seen: number; fields: RuleFields; effectiveOn: string; approvedBy: string }): Promise<boolean>;
  candidates(search: string): Promise<PersonCard[]>;
  standings(): Promise<readonly { readonly standing: string; readonly count: number }[]>;
}

/** Making and revising the paper of a meeting. */
export interface AgendaDoor {
  /** open: fields still to be filled in the rules in force today; next: the day from which a version still to come is in force. */
  bodies(): Promise<readonly (BodyCard & { readonly chair: string | null; readonly open: number; readonly next: string | null; readonly members: number; readonly attendees: number; readonly last: { place: string; convener: string; chairStanding: string; basis: string } | null })[]>;
  make(key: string, body: string, draft: Draft): Promise<{ readonly answer: Answer; readonly meeting: string }>;
  kinds: readonly MeetingKind[];
}
