import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import { startEmbedded, type SocketAddress } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { folderStore } from '#platform/files/store.ts';
import { createStaffAccount } from '#platform/identity/accounts.ts';
import { program } from '#platform/identity/actor.ts';
import { openSession } from '#platform/identity/sessions.ts';
import { transact } from '#platform/records/act.ts';
import { foundCounty } from '#platform/records/county.ts';
import { openHouse } from '#platform/records/house.ts';
import { secretsHere } from '#platform/secrets/here.ts';
import { create } from '#platform/records/write.ts';
import { committee } from '#institutions/committees/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';

/** A data folder as the program leaves it when it is stopped, with a county in it and somebody of its office signed in. */
export interface Ground {
  dataDir: string;
  county: string;
  committee: string;
  /** Value of the session cookie. */
  session: string;
}

export async function prepareGround(dataDir: string): Promise<Ground> {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const cluster = await startEmbedded({ dir: join(dataDir, 'database'), durable: true });
  try {
    return { dataDir, ...(await settle(cluster.address, dataDir)) };
  } finally {
    await cluster.stop();
  }
}

async function settle(address: SocketAddress, dataDir: string): Promise<Omit<Ground, 'dataDir'>> {
  const database = connectDatabase(address);
  try {
    await migrate(database.owner);
    const house = { ...(await openHouse(database.app, slices, folderStore(join(dataDir, 'files')), secretsHere(process.env, dataDir))), indexSoon: undefined };
    const county = await foundCounty(database.owner, { slug: 'faults', name: '试验县', bodyName: '政协试验县委员会', invented: true, secondFactor: 'optional' });
    const made = await transact(house, program(county), null, async (act) => {
      const place = await create(act, committee, { state: 'established', name: '白石镇政协联络委', place: '白石镇', place_kind: 'town', form: '联络委', founded_on: '2022-03-01', rank: 0 });
      const clerk = await create(act, person, { name: '试验员' });
      await create(act, post, { person_id: clerk.id, name: clerk.name, role: 'county_office', since: '2022-01-01', acting: false });
      return { committee: place.id, account: await createStaffAccount(act, clerk.id, 'tester', 'a long password only for the faults 8') };
    });
    return { county, committee: made.committee, session: await openSession(house, county, made.account, 'faults') };
  } finally {
    await database.end();
  }
}

/** The same ground in another folder. PostgreSQL keeps its account and its modes, so the system's own copy. */
export function copyGround(ground: Ground, dataDir: string): Ground {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  execFileSync('cp', ['-a', `${ground.dataDir}/.`, dataDir]);
  return { ...ground, dataDir };
}

export const freePort = (): Promise<number> => new Promise((done, refuse) => {
  const server = createServer().once('error', refuse).listen(0, () => {
    const address = server.address();
    server.close(() => (address && typeof address === 'object' ? done(address.port) : refuse(new Error('no port'))));
  });
});
