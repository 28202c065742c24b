/**
 * The kinds of posts. What a county calls them is a label; what they may do is said by the records' steps.
 * Source of the committee posts: the speech, 领导有力 and 履职有人.
 */
export const roles = {
  county_office: '县政协办公室',
  chair: '主席会议成员',
  director: '联络委主任',
  deputy_director: '联络委副主任',
  worker: '联络委工作人员',
  committee_member: '联络委委员',
  participant: '联络委参加人员',
  unit_clerk: '承办单位经办人',
  leader: '党政领导',
  auditor: '审计监督',
  maintainer: '系统维护',
  superior_office: '市（州）、省政协办公室',
} as const;

export type Role = keyof typeof roles;

export interface HeldPost {
  role: Role;
  committeeId: string | null;
  unitId: string | null;
  /** Committees that are no more and whose work this one carries on. */
  succeeds?: readonly string[];
  /** Of a participant: as what, in the county's word; what that allows is said by the plan. */
  kind?: string;
}

/** Who acts: a person signed in, with the posts held today. `memberId` is set for a current county member. */
export interface Actor {
  countyId: string;
  accountId: string | null;
  personId: string | null;
  memberId: string | null;
  /** The other memberships of a current member, of terms before: work begun in them stays the person's own after a change of term. */
  formerIds?: readonly string[];
  name: string;
  posts: readonly HeldPost[];
  /** Units for which the person works while this session may not act for them: a member's, signed in without a password. */
  employers?: readonly string[];
  /** Named as a mediator of some dispute: without a post this is all that makes disputes part of the person's work. */
  mediates?: boolean;
  /** The receipt that somebody without an account has shown: it opens the one record for which it was given. */
  receipt?: string;
  /** The other system that speaks here, as the county calls it. */
  system?: string;
  /** Of an act: from where it comes. Asked only to keep those who are judged from judging. */
  from?: Whereabouts;
}

/** Hashes of a device and a network; absent where they are not known. */
export interface Whereabouts {
  device?: string;
  network?: string;
}

/** Every membership in which the actor may have begun something, the current one first. */
export const membershipsOf = ({ memberId, formerIds = [] }: Actor): string[] => (memberId ? [memberId, ...formerIds] : []);

export const holds = (actor: Actor, ...wanted: Role[]): boolean =>
  actor.posts.some((post) => wanted.includes(post.role));

/** Somebody from outside who takes part in a committee's work, and holds nothing else. */
export const isOnlyParticipant = ({ memberId, posts }: Actor): boolean => memberId === null && posts.length > 0 && posts.every(({ role }) => role === 'participant');

/** The committees in which the actor holds one of these posts. */
export const committeesOf = (actor: Actor, ...wanted: Role[]): string[] =>
  actor.posts.flatMap((post) => (wanted.includes(post.role) && post.committeeId ? [post.committeeId] : []));

/** The same with those that were merged into them or split up into them: who follows goes on with what is open there. */
export const committeesServed = (actor: Actor, ...wanted: Role[]): string[] =>
  actor.posts.flatMap(({ role, committeeId, succeeds = [] }) => (wanted.includes(role) && committeeId ? [committeeId, ...succeeds] : []));

export const unitsOf = (actor: Actor): string[] =>
  actor.posts.flatMap((post) => (post.role === 'unit_clerk' && post.unitId ? [post.unitId] : []));

/** Every unit for which the person works, however they have signed in: asked only to keep those who are judged from judging, and those complained of from finding the complaint. */
export const unitsWorkedFor = (actor: Actor): string[] => [...unitsOf(actor), ...(actor.employers ?? [])];

/** Nobody signed in: a resident at a public page. */
export const resident = (countyId: string): Actor => ({
  countyId,
  accountId: null,
  personId: null,
  memberId: null,
  name: '群众',
  posts: [],
});

/** A resident who has shown a receipt. */
export const receiptHolder = (countyId: string, receipt: string): Actor => ({ ...resident(countyId), receipt });

/** Another system that has shown its key, for the person to whom the receipt will be given. */
export const systemFor = (countyId: string, system: string, receipt: string): Actor => ({ ...receiptHolder(countyId, receipt), name: system, system });

/** The program itself: loading the demonstration county, recomputing, closing empty months. */
export const program = (countyId: string): Actor => ({
  countyId,
  accountId: null,
  personId: null,
  memberId: null,
  name: '系统',
  posts: [{ role: 'maintainer', committeeId: null, unitId: null }],
});
