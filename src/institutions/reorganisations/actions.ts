import { sql } from 'kysely';
import { countyOffice } from '#platform/identity/relations.ts';
import { is } from '#platform/predicate.ts';
import type { CommitteesWork } from '#platform/chapter.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { formToldBy, type WordsOfPlan } from '#institutions/county-words.ts';
import { cover, coverageOf, placesIn, release, uncover } from '#institutions/coverage.ts';
import { endOffices, renameOffices } from '#institutions/office-left.ts';
import { awaitPlaque } from '#institutions/plaques.ts';
import { person, type Person } from '#institutions/people/record.ts';
import { proposeCommittees } from '#institutions/proposing.ts';
import { placeNamed } from '#institutions/facts.ts';
import { carryingOf, carryOver } from '#institutions/reorganisations/carrying.ts';
import { concerned, type Concerned, type Decided } from '#institutions/reorganisations/checking.ts';
import { moveAll, movementsOf } from '#institutions/reorganisations/moving.ts';
import { reorganisation, type Reorganisation } from '#institutions/reorganisations/record.ts';

/** What the form holds; the places of committees that are yet to be founded are no column. */
export type EnteredReorganisation = Values<Reorganisation> & Pick<Reorganisation, 'kind' | 'committee_ids' | 'decided_on' | 'effective_on'> & { successor_places?: string };

export async function enterReorganisation(act: Act, { successor_places, ...values }: EnteredReorganisation, how: Circumstances): Promise<Reorganisation> {
  const founded = await proposeCommittees(act, 'successor_places', successor_places, await formOf(act, values.committee_ids[0]!), how);
  const content = { ...values, successor_ids: [...(values.successor_ids ?? []), ...founded] };
  await concerned(act, asDecided(content));
  if (values.kind === 'cover') placesIn('places', values.places ?? '');
  return create<Reorganisation>(act, reorganisation, content, how);
}

export async function correctReorganisation(act: Act, row: Reorganisation, { successor_places, ...values }: Partial<EnteredReorganisation>): Promise<Values<Reorganisation>> {
  const founded = await proposeCommittees(act, 'successor_places', successor_places, await formOf(act, row.committee_ids[0]!), {});
  const content = { ...values, successor_ids: [...(values.successor_ids ?? (founded.length > 0 || !('kind' in values) ? row.successor_ids : [])), ...founded] };
  await concerned(act, asDecided({ ...row, ...content }));
  if ((content.kind ?? row.kind) === 'cover') placesIn('places', content.places ?? '');
  return content;
}

const asDecided = (values: Partial<Reorganisation>): Decided =>
  ({ successor_ids: [], continues: false, new_name: null, new_place: null, ...values }) as Decided;

/** A committee that comes out of another is of the same form. */
async function formOf(act: Act, id: string): Promise<string> {
  const [one] = await list(act, committee, { where: is<Committee>('id', id), limit: 1 });
  return one?.form ?? '联络委';
}

/** What was decided happens: all of it in one act, or nothing. */
export const effecting = (works: readonly CommitteesWork[], wordsOfPlan?: WordsOfPlan): Effect<Reorganisation> => async (act, decided, { moves, carried_by }: { moves?: string[]; carried_by?: string }): Promise<Values<Reorganisation>> => {
  const row = { ...decided, successor_ids: withFirst(decided.successor_ids, carried_by) };
  const who = await concerned(act, row);
  if (row.kind === 'rename') await rename(act, row, who.from[0]!, formToldBy(row.new_name!, await wordsOfPlan?.(act)));
  else if (row.kind === 'cover') await coverAnew(act, row, who.from[0]!);
  else await regroup(act, row, who, moves, works);
  return { successor_ids: row.successor_ids };
};

/** The committee that goes on with what is open stands first among those that follow: exactly one answers for each open matter. */
function withFirst(ids: readonly string[], first: string | undefined): string[] {
  if (!first) return [...ids];
  if (!ids.includes(first)) throw invalid({ carried_by: '请从承接的联络委里选一个。' });
  return [first, ...ids.filter((id) => id !== first)];
}

/** People and open work go to the committees that follow. */
async function regroup(act: Act, row: Reorganisation, who: Concerned, moves: string[] | undefined, works: readonly CommitteesWork[]): Promise<void> {
  const movements = await movementsOf(act, row, who, moves);
  const carried = await carryingOf(act, row, who, movements, works);
  for (const one of who.to) await found(act, row, one);
  await moveAll(act, row, movements, new Map([...who.from, ...who.to].map((one) => [one.id, one])));
  if (!row.continues) for (const one of who.from) await close(act, row, one);
  await succeed(act, row, who);
  await carryOver(act, row, carried);
}

const because = ({ document_no }: Reorganisation, word: string) => ({ relation: countyOffice.name, reason: `${document_no}：${word}` });

/** The old name is kept with its last day, and with it the form that it tells; offices that were named after the place follow it. */
async function rename(act: Act, row: Reorganisation, one: Committee, form = one.form): Promise<void> {
  await sql`insert into committee_names (county_id, committee_id, until_on, name, place, reorganisation_id, recorded_at)
    values (${act.county}, ${one.id}, ${row.effective_on}, ${one.name}, ${one.place}, ${row.id}, ${act.at})`.execute(act.db);
  const place = row.new_place ?? one.place;
  await amend(act, committee, one, { name: row.new_name!, form, place, place_kind: placeNamed(place)?.kind ?? one.place_kind }, { step: 'edit', ...because(row, `更名，原名${one.name}`) });
  if (place === one.place) return;
  await renameOffices(act, one, place, because(row, `${one.place}更名为${place}`).reason);
  for (const holder of await list(act, person, { where: is<Person>('party_place', one.place), limit: MOST_OFFICES })) {
    await amend(act, person, holder, { party_place: place }, { step: 'edit', ...because(row, `${one.place}更名为${place}`) });
  }
}

/** A place has a handful of Party offices that carry posts. */
const MOST_OFFICES = 200;

async function coverAnew(act: Act, row: Reorganisation, one: Committee): Promise<void> {
  const wanted = placesIn('places', row.places ?? '').filter(({ place }) => place !== one.place);
  const open = (await coverageOf(act, one.id)).filter(({ until_on }) => until_on === null);
  const names = wanted.map(({ place }) => place);
  await uncover(act, one.id, open.map(({ place }) => place).filter((place) => !names.includes(place)), row.effective_on);
  await cover(act, one.id, wanted, row.effective_on);
}

async function found(act: Act, row: Reorganisation, one: Committee): Promise<void> {
  if (one.state !== 'proposed') return;
  await release(act, one.place, row.effective_on);
  await amend(act, committee, one, { state: 'established', founded_on: row.effective_on }, { step: 'establish', ...because(row, '设立') });
}

async function close(act: Act, row: Reorganisation, one: Committee): Promise<void> {
  const why = because(row, row.kind === 'abolish' ? '撤销' : '由别的联络委承接');
  await amend(act, committee, one, { state: 'abolished', abolished_on: row.effective_on }, { step: 'abolish', ...why });
  await endOffices(act, one, row.effective_on, why.reason);
  await awaitPlaque(act, one, false);
}

/** Who followed whom; and where the one that closes was merged, its places are from now on those of the committee that follows. */
async function succeed(act: Act, row: Reorganisation, { from, to }: Concerned): Promise<void> {
  for (const one of from) {
    for (const next of to) {
      await sql`insert into committee_successions (county_id, from_id, to_id, on_day, reorganisation_id, recorded_at)
        values (${act.county}, ${one.id}, ${next.id}, ${row.effective_on}, ${row.id}, ${act.at})`.execute(act.db);
    }
    if (row.continues) continue;
    const open = (await coverageOf(act, one.id)).filter(({ until_on }) => until_on === null);
    await uncover(act, one.id, open.map(({ place }) => place), row.effective_on);
    if (row.kind !== 'merge') continue;
    const places = [{ place: one.place, kind: one.place_kind }, ...open].filter(({ place }) => place !== to[0]!.place);
    await cover(act, to[0]!.id, places, row.effective_on);
  }
}
