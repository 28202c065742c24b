import { setCookie } from 'hono/cookie';
import { sql } from 'kysely';
import { seeOther } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import type { Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { onward } from '#platform/identity/browser.ts';
import { keeping } from '#platform/records/act.ts';
import { frameAddresses } from '#platform/ui/frame.ts';

const YEAR_SECONDS = 365 * 86_400;

/** 大字 and 高对比: kept by the browser for everybody; large type also with the account for those who have one. */
export function mountDisplay(site: Site): void {
  site.add({ method: 'POST', path: frameAddresses.elder, open: true, handle: chooseType });
  site.add({ method: 'POST', path: frameAddresses.contrast, open: true, handle: chooseContrast });
}

const chooseType: Handler = async (visit) => {
  const body = await sent(visit);
  const large = keep(visit, body, 'elder');
  const { accountId, countyId } = visit.actor;
  if (accountId) {
    await keeping(visit.house, countyId, (db) => sql`update accounts set elder = ${large} where county_id = ${countyId} and id = ${accountId}`.execute(db));
  }
  return seeOther(visit, onward(body.text('back')));
};

const chooseContrast: Handler = async (visit) => {
  const body = await sent(visit);
  keep(visit, body, 'contrast');
  return seeOther(visit, onward(body.text('back')));
};

/** Keeps the choice in the browser and answers it. */
function keep(visit: Visit, body: Sent, name: 'elder' | 'contrast'): boolean {
  const on = body.text(name) === '1';
  setCookie(visit.context, name, on ? '1' : '0', { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: YEAR_SECONDS });
  return on;
}
