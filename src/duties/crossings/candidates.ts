import { all, always, is, not, oneOf, type Predicate } from '#platform/predicate.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { matching, wordsIn } from '#platform/search/matching.ts';
import { searchNewest } from '#platform/search/newest.ts';
import { edgesAt, type Place } from '#duties/crossings/edges.ts';
import type { EventRow } from '#duties/crossings/events.ts';
import { around, happeningOf, happenings, likeness, PERHAPS } from '#duties/crossings/likeness.ts';
import { isEvent, nodeKinds, type NodeKind } from '#duties/crossings/nodes.ts';
import type { End } from '#duties/crossings/making.ts';

/** Something that may be linked with the record whose page it is. */
export interface Candidate extends Place {
  title: string;
  kind: string;
  day: string | null;
  state: string;
}

/** Of each kind a few of those that were asked for, and fewer of the newest when nothing was: whoever wants another says a word of it. */
const SHOWN = 8;
const NEWEST = 3;

export const linkableKinds = nodeKinds.filter(({ linkable }) => linkable);

/** What was found by words among all that the person may see, or else the newest of the record's own committee. */
export async function candidatesFor(reading: Reading, { place, row }: End, asked: { words: string; kind?: string }): Promise<Candidate[]> {
  const linked = new Set((await edgesAt(reading, [place])).flatMap(({ from, to }) => [from.id, to.id]));
  const kinds = linkableKinds.filter(({ declared }) => !asked.kind || declared.name === asked.kind);
  const found: Candidate[] = [];
  for (const kind of kinds) {
    const rows = await newestOf(reading, kind, asked.words, row.committee_id ?? undefined);
    found.push(...rows.filter(({ id }) => id !== place.id && !linked.has(id)).slice(0, asked.words || asked.kind ? SHOWN : NEWEST).map((one) => asCandidate(kind, one)));
  }
  return found;
}

async function newestOf(reading: Reading, { declared }: NodeKind, words: string, committee: string | undefined): Promise<Recorded[]> {
  const wanted = SHOWN + 10; // some of them are linked already
  if (wordsIn(words).length === 0) {
    const own: Predicate<Recorded> = committee ? is<Recorded & { committee_id: string }>('committee_id', committee) as Predicate<Recorded> : always;
    return list<Recorded>(reading, declared, { where: own, order: declared.newestBy ? [{ column: declared.newestBy, descending: true }] : [], limit: wanted });
  }
  if (declared.newestBy) return (await searchNewest<Recorded>(reading, declared, { words, where: always, wanted })).rows;
  return list<Recorded>(reading, declared, { where: matching<Recorded>(declared, words), limit: wanted });
}

const asCandidate = ({ declared, day }: NodeKind, row: Recorded): Candidate =>
  ({ record: declared.name, id: row.id, title: declared.nameOf(row), kind: declared.title, day: day(row), state: declared.states[row.state]?.label ?? row.state });

/** What seems to be another record of the same event, the likeliest first. */
export async function sameEventCandidates(reading: Reading, { place, row }: End): Promise<Candidate[]> {
  if (!isEvent(place.record)) return [];
  const [here] = happeningOf(place.record, row as EventRow);
  if (!here) return [];
  const { from, to } = around(here.day);
  const linked = new Set((await edgesAt(reading, [place])).filter(({ kind }) => kind === 'same_event').flatMap((edge) => [edge.from.id, edge.to.id]));
  const alike = (await happenings(reading, from, to)).map((there) => ({ there, score: likeness(here, there) }))
    .filter(({ there, score }) => score >= PERHAPS && !linked.has(there.id)).toSorted((a, b) => b.score - a.score).slice(0, SHOWN);
  const found: Candidate[] = [];
  for (const { there } of alike) {
    const kind = nodeKinds.find(({ declared }) => declared.name === there.record)!;
    const [one]: Recorded[] = await list(reading, kind.declared, { where: all(oneOf('id', [there.id]), not(is('id', place.id))), limit: 1 });
    if (one) found.push(asCandidate(kind, one));
  }
  return found;
}
