import type { Slice } from '#platform/chapter.ts';
import { program, type Actor } from '#platform/identity/actor.ts';
import { transact, type Act, type House } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { openHouse } from '#platform/records/house.ts';
import { createMany } from '#platform/records/write.ts';
import { committee } from '#institutions/committees/record.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { unit } from '#institutions/units/record.ts';
import { castOf, type Place } from './cast.ts';
import { testDatabase, type TestDatabase } from './setup/database.ts';
import { testFiles } from './setup/files.ts';

export interface EmptyCounty {
  /** Its own; the tables' owner is there too, for what only a test does. */
  database: TestDatabase;
  house: House;
  id: string;
  /** Acts as a person (the program when nobody is named). */
  act<T>(work: (act: Act) => Promise<T>, actor?: Actor): Promise<T>;
  drop(): Promise<void>;
}

export interface TestCounty extends EmptyCounty {
  /** Two places that exist: an established committee, a unit, a person who is a current member stationed there. */
  here: Place;
  there: Place;
  /** Actors of this county; see `cast.ts`. */
  cast: ReturnType<typeof castOf>;
}

const names = ['白石镇', '小河乡'];

/** A county in a database of its own with these slices, two places and their people: call it in `beforeAll`, `drop` it in `afterAll`. */
export async function testCounty(slices: readonly Slice[]): Promise<TestCounty> {
  const county = await emptyCounty(slices);
  const [here, there] = await county.act(settle);
  return { ...county, here: here!, there: there!, cast: castOf(county.id, here!, there!) };
}

/**
 * The same with nothing in it but its journal. The search is not kept up behind the test's back: call `indexPending` where it
 * matters.
 */
export async function emptyCounty(slices: readonly Slice[]): Promise<EmptyCounty> {
  const database = await testDatabase();
  const house: House = { ...(await openHouse(database.appPool, slices, testFiles())), indexSoon: undefined };
  const id = await foundCounty(database.ownerPool, { slug: 'test', name: '云岭自治县', bodyName: '政协云岭自治县委员会', invented: true, secondFactor: 'optional' });
  return { database, house, id, act: (work, actor = program(id)) => transact(house, actor, null, work), drop: database.drop };
}

async function settle(act: Act): Promise<Place[]> {
  const committees = await createMany(act, committee, names.map((place) => ({
    state: 'established', name: `${place}政协联络委`, place, place_kind: place.endsWith('镇') ? 'town' : 'township', form: '联络委', founded_on: '2022-03-01', rank: 0,
  })));
  const units = await createMany(act, unit, ['县水务局', '县交通运输局'].map((name) => ({ name, side: 'government' })));
  const people = await createMany(act, person, ['石大山', '杨小河'].map((name) => ({ name })));
  const members = await createMany(act, member, people.map(({ id, name }, n) => ({
    person_id: id, name, term: 9, committee_id: committees[n]!.id, joined_on: '2022-01-10', standing: false, name_key: '',
  })));
  return names.map((_, n) => ({ committee: committees[n]!.id, unit: units[n]!.id, person: people[n]!.id, member: members[n]!.id }));
}
