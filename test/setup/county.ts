import { openHouse } from '#platform/records/house.ts';
import { foundCounty } from '#platform/records/county.ts';
import { program, type Actor, type HeldPost } from '#platform/identity/actor.ts';
import type { House } from '#platform/records/act.ts';
import { slices } from '#county.ts';
import { testDatabase, type TestDatabase } from './database.ts';

export interface TestCounty {
  database: TestDatabase;
  house: House;
  id: string;
  /** The program itself, which may enter everything. */
  program: Actor;
  /** A person with these posts; nobody's account, but signed in. */
  actor(name: string, posts: HeldPost[], more?: Partial<Actor>): Actor;
  close(): Promise<void>;
}

/** A county with an empty journal, in a database of its own. */
export async function testCounty(slug = 'test'): Promise<TestCounty> {
  const database = await testDatabase();
  const house = await openHouse(database.appPool, slices);
  house.indexSoon = undefined;
  const id = await foundCounty(database.ownerPool, { slug, name: '测试县', bodyName: '政协测试县委员会', secondFactor: 'optional' });
  return {
    database,
    house,
    id,
    program: program(id),
    actor: (name, posts, more = {}) => ({ ...anybody(id, name), posts, ...more }),
    close: () => database.drop(),
  };
}

const anybody = (countyId: string, name: string): Actor => ({
  countyId,
  accountId: crypto.randomUUID(),
  personId: crypto.randomUUID(),
  memberId: null,
  name,
  posts: [],
});
