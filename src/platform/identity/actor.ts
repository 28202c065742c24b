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
  informant: '信息员',
  unit_clerk: '承办单位经办人',
  leader: '党政领导',
  auditor: '审计监督',
  maintainer: '系统维护',
} as const;

export type Role = keyof typeof roles;

export interface HeldPost {
  role: Role;
  committeeId: string | null;
  unitId: string | null;
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
}

/** Every membership in which the actor may have begun something, the current one first. */
export const membershipsOf = ({ memberId, formerIds = [] }: Actor): string[] => (memberId ? [memberId, ...formerIds] : []);

export const holds = (actor: Actor, ...wanted: Role[]): boolean =>
  actor.posts.some((post) => wanted.includes(post.role));

/** Somebody from outside who brings a committee news from the villages, and holds nothing else. */
export const isOnlyInformant = ({ memberId, posts }: Actor): boolean => memberId === null && posts.length > 0 && posts.every(({ role }) => role === 'informant');

/** The committees in which the actor holds one of these posts. */
export const committeesOf = (actor: Actor, ...wanted: Role[]): string[] =>
  actor.posts.flatMap((post) => (wanted.includes(post.role) && post.committeeId ? [post.committeeId] : []));

export const unitsOf = (actor: Actor): string[] =>
  actor.posts.flatMap((post) => (post.role === 'unit_clerk' && post.unitId ? [post.unitId] : []));

/** Nobody signed in: a resident at a public page. */
export const resident = (countyId: string): Actor => ({
  countyId,
  accountId: null,
  personId: null,
  memberId: null,
  name: '群众',
  posts: [],
});

/** The program itself: loading the demonstration county, recomputing, closing empty months. */
export const program = (countyId: string): Actor => ({
  countyId,
  accountId: null,
  personId: null,
  memberId: null,
  name: '系统',
  posts: [{ role: 'maintainer', committeeId: null, unitId: null }],
});
