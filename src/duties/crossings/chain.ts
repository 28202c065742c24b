import { committeeChoices, unitChoices } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { isId, list } from '#platform/records/read.ts';
import { dayOf } from '#platform/time.ts';
import { edgesAt, MOST_EDGES, type Edge, type Place } from '#duties/crossings/edges.ts';
import { nodeKindOf, type Whose } from '#duties/crossings/nodes.ts';

/** One record in a chain. */
export interface ChainNode extends Place {
  /** 民情台账, 调研视察: in the county's own words. */
  kind: string;
  title: string;
  /** The day by which it is told when it was. */
  day: string;
  state: string;
  /** Whose it is; empty where nobody in particular. */
  who: string;
  href: string;
  /** The place of its kind in the order of the speech. */
  rank: number;
}

export interface Chain {
  /** The one from which it was opened. */
  start: string;
  nodes: readonly ChainNode[];
  edges: readonly Edge[];
  /** There is more than one picture holds. */
  more: boolean;
}

/** So many records stand in one picture: more than this nobody reads on a sheet of A4. */
export const MOST_NODES = 60;

/** What the county calls its records, by the record's name. */
export type Called = Readonly<Record<string, string>>;

export const keyOf = ({ record, id }: Place): string => `${record}:${id}`;

type Seen = Map<string, { place: Place; row: Recorded }>;

/**
 * Everything that hangs together with a record, by links of columns and of people, through what the reader may see and through nothing else: what
 * is hidden is neither shown nor passed through. So from each record of a chain the same person finds the same chain.
 * @returns undefined when there is no such record for this person
 */
export async function chainOf(reading: Reading, start: Place, called: Called): Promise<Chain | undefined> {
  const seen = await visibleAmong(reading, [start]);
  if (seen.size === 0) return undefined;
  const { edges, more } = await follow(reading, seen);
  const within = edges.filter(({ from, to }) => seen.has(keyOf(from)) && seen.has(keyOf(to)));
  return { start: keyOf(start), nodes: await named(reading, seen, called), edges: within.toSorted((a, b) => (edgeKey(a) < edgeKey(b) ? -1 : 1)), more };
}

/** What is to be said of these records, of those that the reader may see. */
export const nodesNamed = async (reading: Reading, places: readonly Place[], called: Called = {}): Promise<ChainNode[]> => named(reading, await visibleAmong(reading, places), called);

/** What is linked with the record by one step, of what the reader may see. */
export async function neighboursOf(reading: Reading, start: Place, called: Called): Promise<ChainNode[]> {
  const edges = await edgesAt(reading, [start]);
  const others = placesOf(edges).filter((one) => keyOf(one) !== keyOf(start));
  return nodesNamed(reading, others.slice(0, MOST_NODES), called);
}

/** Goes on from what is seen, round by round, and adds to it. */
async function follow(reading: Reading, seen: Seen): Promise<{ edges: Edge[]; more: boolean }> {
  const edges = new Map<string, Edge>();
  const looked = new Set(seen.keys());
  let more = false;
  for (let frontier = [...seen.values()].map(({ place }) => place); frontier.length > 0;) {
    const touching = await edgesAt(reading, frontier);
    if (touching.length >= MOST_EDGES) more = true;
    for (const edge of touching) edges.set(edgeKey(edge), edge);
    const unknown = placesOf(touching).filter((place) => !looked.has(keyOf(place)));
    for (const place of unknown) looked.add(keyOf(place));
    const found = [...await visibleAmong(reading, unknown)];
    const room = found.slice(0, Math.max(0, MOST_NODES - seen.size));
    if (room.length < found.length) more = true;
    for (const [key, one] of room) seen.set(key, one);
    frontier = room.map(([, { place }]) => place);
  }
  return { edges: [...edges.values()], more };
}

const edgeKey = ({ from, to, kind, words }: Edge): string => [keyOf(from), keyOf(to), kind, words].join(' ');

/** The records at the ends of these links, each once, in an order that does not depend on who came first. */
const placesOf = (edges: readonly Edge[]): Place[] =>
  [...new Map(edges.flatMap(({ from, to }) => [from, to]).map((place) => [keyOf(place), place])).values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** Of these records those that the reader may see. */
async function visibleAmong(reading: Reading, places: readonly Place[]): Promise<Seen> {
  const seen: Seen = new Map();
  for (const [record, those] of Map.groupBy(places, (one) => one.record)) {
    const kind = nodeKindOf(record);
    const ids = those.map(({ id }) => id).filter(isId);
    if (!kind || ids.length === 0) continue;
    const rows: Recorded[] = await list(reading, kind.declared, { where: oneOf('id', ids), limit: ids.length });
    for (const row of rows) seen.set(keyOf({ record, id: row.id }), { place: { record, id: row.id }, row });
  }
  return seen;
}

async function named(reading: Reading, seen: Seen, called: Called): Promise<ChainNode[]> {
  const told = [...seen.values()].map(({ place, row }) => ({ place, row, kind: nodeKindOf(place.record)! }));
  const whose = await namesOf(reading, told.map(({ row, kind }) => kind.who(row)));
  const nodes = told.map(({ place, row, kind: { declared, day, rank } }, n): ChainNode => ({
    ...place, kind: called[declared.name] ?? declared.title, title: declared.nameOf(row, called), day: day(row) ?? dayOf(row.created_at),
    state: declared.states[row.state]?.label ?? row.state, who: whose[n]!, href: `/${declared.path}/${row.id}`, rank,
  }));
  return nodes.toSorted(inOrder);
}

/** By day, then as the speech goes on, then by id. */
export const inOrder = (a: ChainNode, b: ChainNode): number => {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.rank - b.rank || (a.id < b.id ? -1 : 1);
};

/** Committees, units and members by their names, each register asked once. */
async function namesOf(reading: Reading, all: readonly Whose[]): Promise<string[]> {
  const ids = (column: 'committee' | 'unit' | 'member') => all.flatMap((one) => one[column] ?? []);
  const register = async (asked: readonly string[], names: () => Promise<{ value: string; label: string }[]>) =>
    new Map(asked.length > 0 ? (await names()).map(({ value, label }) => [value, label]) : []);
  const committees = await register(ids('committee'), () => committeeChoices(reading));
  const units = await register(ids('unit'), () => unitChoices(reading));
  const members = await register(ids('member'), () => memberNames(reading, ids('member')));
  return all.map(({ committee, unit, member: by, words }) =>
    [by ? members.get(by) : undefined, words, committee ? committees.get(committee) : undefined, unit ? units.get(unit) : undefined].filter(Boolean).join(' · '));
}

/** Of any term: who promised a deed may have left since. */
const memberNames = async (reading: Reading, ids: readonly string[]): Promise<{ value: string; label: string }[]> =>
  (await list<Member>(reading, member, { where: oneOf('id', ids), limit: MOST_NODES })).map(({ id, name }) => ({ value: id, label: name }));
