import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { sql } from 'kysely';
import { unitsOf, type Actor, type Whereabouts } from '#platform/identity/actor.ts';
import { originOf, publicOrigin } from '#platform/identity/browser.ts';
import { keeping, type House } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';

/**
 * Whether a judgement came from where the judged work. Nothing here says where anybody is: a device is a random number in a cookie, a network the
 * front part of an address, and both are kept only as hashes salted with the county, of handling units and of ratings, for days of a parameter.
 */

const COOKIE = 'device';
const A_YEAR = 366 * 24 * 3600;
const deviceForm = /^[\w-]{22}$/;

/** The device's own number; a device that has none gets one with the answer. */
export function knowDevice(context: Context): string {
  const known = deviceIn(context);
  if (known) return known;
  const fresh = randomBytes(16).toString('base64url');
  setCookie(context, COOKIE, fresh, { path: '/', httpOnly: true, sameSite: 'Lax', secure: publicOrigin(context).startsWith('https:'), maxAge: A_YEAR });
  return fresh;
}

function deviceIn(context: Context): string | undefined {
  const value = getCookie(context, COOKIE);
  return value && deviceForm.test(value) ? value : undefined;
}

/** The marks of the place from which a request comes, in this county's hashes. */
export function whereaboutsOf(context: Context, county: string, device = deviceIn(context)): Whereabouts {
  const network = networkOf(originOf(context).address);
  return { device: device && marked(county, device), network: network && marked(county, network) };
}

const MARK_LENGTH = 32;
const marked = (county: string, what: string): string => createHash('sha256').update(`${county}\n${what}`).digest('base64url').slice(0, MARK_LENGTH);

/** One office's line: /24 of the old addresses, /48 of the new. The machine itself is no network. */
export function networkOf(address: string): string | undefined {
  const plain = address.replace(/^::ffff:/i, '');
  if (/^\d+\.\d+\.\d+\.\d+$/.test(plain)) return plain.startsWith('127.') ? undefined : plain.split('.').slice(0, 3).join('.');
  if (!plain.includes(':') || plain === '::1') return undefined;
  const [head = ''] = plain.split('::');
  return head.split(':').slice(0, 3).map((part) => part.replace(/^0+(?=.)/, '').toLowerCase()).join(':');
}

/** Written once a day for each unit and place: what is remembered here has been written. */
const written = new Set<string>();
const MOST_REMEMBERED = 10_000;

/** Notes from where the clerk of a handling unit works. */
export async function noteWhereabouts(house: House, actor: Actor, from: Whereabouts): Promise<void> {
  const day = today();
  const marks = unitsOf(actor).flatMap((unit) => (['device', 'network'] as const).flatMap((kind) => (from[kind] ? [{ unit, kind, mark: from[kind] }] : [])));
  const fresh = marks.filter((one) => !written.has(keyOf(actor.countyId, day, one)));
  if (fresh.length === 0) return;
  await keeping(house, actor.countyId, async (db) => {
    for (const { unit, kind, mark } of fresh) {
      await sql`insert into unit_marks (county_id, unit_id, kind, mark, seen_on) values (${actor.countyId}, ${unit}, ${kind}, ${mark}, ${day})
        on conflict (county_id, unit_id, kind, mark) do update set seen_on = excluded.seen_on`.execute(db);
    }
  });
  if (written.size > MOST_REMEMBERED) written.clear();
  for (const one of fresh) written.add(keyOf(actor.countyId, day, one));
}

const keyOf = (county: string, day: string, { unit, kind, mark }: { unit: string; kind: string; mark: string }): string => [county, day, unit, kind, mark].join(' ');
