import { committeeChoices, memberChoices, sectorChoices, specialCommitteeChoices, unitChoices } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import type { Choices } from '#platform/http/resource.tsx';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { station, type Station } from '#duties/stations/record.ts';

/** Names and choices that the pages of stations share. */

/** More stations than this a county does not have. */
const MOST_STATIONS = 1_000;

export const stationsOf = (reading: Reading): Promise<Station[]> => list(reading, station, { order: [{ column: 'opened_on' }], limit: MOST_STATIONS });

const asOptions = (rows: readonly Station[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

export interface Named {
  choices: Choices;
  places: ReadonlyMap<string, string>;
  stations: ReadonlyMap<string, Station>;
}

/** Every station by name in lists; to choose from only those that are open. */
export async function namedStations(reading: Reading): Promise<Named> {
  const [committees, stations] = [await committeeChoices(reading), await stationsOf(reading)];
  return {
    choices: { committee: committees, station: asOptions(stations.filter(({ state }) => state === 'open')), everyStation: asOptions(stations) },
    places: new Map(committees.map(({ value, label }) => [value, label])),
    stations: new Map(stations.map((one) => [one.id, one])),
  };
}

/** Names of these members, by id, whichever term they belong to. */
export async function namesOf(reading: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(ids)];
  const rows = asked.length === 0 ? [] : await list(reading, member, { where: oneOf<Member>('id', asked), limit: asked.length });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export const namesIn = (names: ReadonlyMap<string, string>, ids: readonly string[]): string => ids.map((id) => names.get(id) ?? '已离任委员').join('、');

/** Members to choose from, those of the committee first. */
export async function membersFirst(reading: Reading, committeeId: string | null): Promise<{ value: string; label: string }[]> {
  const all = await memberChoices(reading);
  if (!committeeId) return all;
  const rows = await list(reading, member, { where: oneOf<Member>('committee_id', [committeeId]), limit: MOST_STATIONS });
  const own = new Set(rows.map(({ id }) => id));
  return [...all.filter(({ value }) => own.has(value)), ...all.filter(({ value }) => !own.has(value))];
}

/** Whom else than members an order may be put to. */
export const bodies = async (reading: Reading): Promise<Choices> =>
  ({ unit: await unitChoices(reading), sector: await sectorChoices(reading), special_committee: await specialCommitteeChoices(reading) });
