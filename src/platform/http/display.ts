import { sql } from 'kysely';
import { keeping } from '#platform/records/act.ts';
import { sent } from '#platform/http/body.ts';
import type { Site } from '#platform/http/site.tsx';
import type { Handler } from '#platform/http/visit.ts';
import { frameAddresses } from '#platform/ui/frame.ts';

const YEAR_S = 365 * 24 * 3600;

/** 大字: remembered by this browser, and for the person wherever they sign in. */
const elder: Handler = async (visit) => {
  const body = await sent(visit);
  const large = body.text('elder') === '1';
  if (visit.actor.accountId) {
    await keeping(visit.house, visit.county.id, (db) =>
      sql`update accounts set elder = ${large} where county_id = ${visit.county.id} and id = ${visit.actor.accountId}`.execute(db),
    );
  }
  visit.context.header('set-cookie', `elder=${large ? '1' : '0'}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax; HttpOnly`, { append: true });
  return visit.context.redirect(ownAddress(body.text('back'), visit.context.req.url), 303);
};

/** Only back to a page of this site, whatever was sent. */
function ownAddress(back: string | undefined, here: string): string {
  const asked = URL.canParse(back ?? '', here) ? new URL(back ?? '', here) : undefined;
  return asked && asked.origin === new URL(here).origin ? asked.pathname + asked.search : '/';
}

export function mountDisplay(site: Site): void {
  site.add({ method: 'POST', path: frameAddresses.elder, open: true, handle: elder });
}
