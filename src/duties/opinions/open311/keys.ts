import { hash, randomBytes } from 'node:crypto';
import { program } from '#platform/identity/actor.ts';
import { all, is } from '#platform/predicate.ts';
import { reading, type House } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import type { Effect } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { partnerSystem, type PartnerSystem } from '#duties/opinions/open311/record.ts';

const BYTES = 32;

/** A key that nobody guesses: it need not be made slow to try, nor its tries be counted. */
export const newKey = (): string => randomBytes(BYTES).toString('base64url');

const hashOf = (key: string): string => hash('sha256', key, 'hex');

/** What issuing a key writes of it; the key before it opens nothing any more. */
export const keyed = (key: string): Effect<PartnerSystem> => async (act) => ({ key_hash: hashOf(key), key_end: key.slice(-4), issued_on: dayOf(act.at) });

/** Whose key it is, while in use. */
export const findSystem = (house: House, county: string, key: string): Promise<PartnerSystem | undefined> =>
  reading(house, program(county), async (look) =>
    (await list(look, partnerSystem, { where: all(is<PartnerSystem>('key_hash', hashOf(key)), is<PartnerSystem>('state', 'active')), limit: 1 }))[0]);
