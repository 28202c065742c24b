/** What anybody may know of a committee: never a person's telephone, only figures that the county has released. */
import { committee, type Committee } from '#institutions/committees/record.ts';
import { participantsNow } from '#institutions/participants/facts.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { consultationsHeld } from '#duties/consultations/facts.ts';
import { deedsDone } from '#duties/deeds/facts.ts';
import { inspectionsHeld } from '#duties/inspections/facts.ts';
import { opinionsReceived, problemsSolved } from '#duties/opinions/ledger/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { countFigures } from '#platform/figures/count.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { program, roles } from '#platform/identity/actor.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { reading, type House, type Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { committeeContact, type CommitteeContact } from '#reports/standing-page/record.ts';

/** Counts of work, of no person and of no quarrel; what each option of `public.figures` releases. */
const released: Readonly<Record<'none' | 'activities', readonly Figure[]>> = {
  none: [],
  activities: [opinionsReceived, problemsSolved, inspectionsHeld, consultationsHeld, deedsDone],
};

/** Posts that the wall names, in this order; clerks and members of the committee are not public persons. */
const NAMED = ['director', 'deputy_director'] as const;
const MOST_NAMED = 20;
const MOST_PLACES = 2_000;

export interface PublicCommittee {
  id: string;
  name: string;
  place: string;
  people: { post: string; name: string }[];
  /** Who takes part without being a member: how many of each kind, and the names of those alone who agreed to it in writing. */
  participants: { kind: string; count: number; names: string[] }[];
  address: string | null;
  hours: string | null;
  /** Of the office, and only where the county shows it. */
  phone: string | null;
  words: string | null;
  year: string;
  done: { label: string; value: number; unit: string; definition: string }[];
}

/** Read by the program for whoever asks; undefined for one that does not stand. */
export const shownCommittee = (house: House, county: string, id: string, day: string): Promise<PublicCommittee | undefined> =>
  reading(house, program(county), async (look) => {
    const found = await find(look, committee, id);
    if (found?.state !== 'established') return undefined;
    const [contact] = await list(look, committeeContact, { where: all(is<CommitteeContact>('committee_id', id), is<CommitteeContact>('state', 'shown')), limit: 1 });
    const showsPhone = (await parameterAt(look, 'public.phone', day)) === 'shown';
    return {
      id, name: found.name, place: found.place,
      people: await peopleOf(look, id),
      participants: await participantsOf(look, id),
      address: contact?.address ?? null, hours: contact?.hours ?? null, words: contact?.words ?? null,
      phone: showsPhone ? (contact?.phone ?? null) : null,
      year: day.slice(0, 4),
      done: await doneIn(look, id, day),
    };
  });

export const shownCommittees = (house: House, county: string): Promise<Committee[]> =>
  reading(house, program(county), (look) => list(look, committee, { where: is<Committee>('state', 'established'), order: [{ column: 'rank' }, { column: 'founded_on' }], limit: MOST_PLACES }));

async function peopleOf(look: Reading, id: string): Promise<PublicCommittee['people']> {
  const rows = await list(look, post, { where: all(is<Post>('committee_id', id), is<Post>('state', 'holding'), oneOf<Post>('role', NAMED)), order: [{ column: 'since' }], limit: MOST_NAMED });
  const byRank = rows.toSorted((a, b) => NAMED.indexOf(a.role as 'director') - NAMED.indexOf(b.role as 'director'));
  return byRank.map(({ name, role, acting }) => ({ name, post: `${acting ? '代理' : ''}${roles[role as 'director'].replace('联络委', '')}` }));
}

async function participantsOf(look: Reading, id: string): Promise<PublicCommittee['participants']> {
  const byKind = Map.groupBy(await participantsNow(look, [id]), ({ kind }) => kind);
  return [...byKind].map(([kind, those]) => ({ kind, count: those.length, names: those.filter(({ named_openly }) => named_openly).map(({ name }) => name) }));
}

async function doneIn(look: Reading, id: string, day: string): Promise<PublicCommittee['done']> {
  const figures = released[await parameterAt(look, 'public.figures', day)];
  const values = await countFigures(look, figures, { from: `${day.slice(0, 4)}-01-01`, to: day, committee: id });
  return figures.map(({ name, label, unit, definition }) => ({ label, unit, definition, value: values.get(name) ?? 0 }));
}
