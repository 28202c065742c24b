import { setCookie } from 'hono/cookie';
import { sql, type RawBuilder } from 'kysely';
import { seeOther } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { onward } from '#platform/identity/browser.ts';
import { keepLanguage, YEAR_SECONDS } from '#platform/languages/chosen.ts';
import { CHINESE } from '#platform/languages/language.ts';
import { Problem } from '#platform/problems.ts';
import { keeping } from '#platform/records/act.ts';
import { frameAddresses } from '#platform/ui/frame.ts';

/** 大字, 高对比 and the language: kept by the browser for everybody; type and language also with the account for those who have one. */
export function mountDisplay(site: Site): void {
  site.add({ method: 'POST', path: frameAddresses.elder, open: true, handle: chooseType });
  site.add({ method: 'POST', path: frameAddresses.contrast, open: true, handle: chooseContrast });
  site.add({ method: 'POST', path: frameAddresses.language, open: true, handle: chooseLanguage });
}

const chooseType: Handler = async (visit) => {
  const body = await sent(visit);
  const large = keep(visit, body, 'elder');
  await withAccount(visit, sql`elder = ${large}`);
  return seeOther(visit, onward(body.text('back')));
};

const chooseContrast: Handler = async (visit) => {
  const body = await sent(visit);
  keep(visit, body, 'contrast');
  return seeOther(visit, onward(body.text('back')));
};

/** The page one came from, in the language one chose. */
const chooseLanguage: Handler = async (visit) => {
  const body = await sent(visit);
  const chosen = body.text('language');
  if (chosen === undefined || chosen !== CHINESE && !frameOf(visit).languages?.includes(chosen)) throw new Problem(422, 'no_such_language', '没有这种文字。请回到原来的页面，从页面下方选一种。');
  keepLanguage(visit.context, chosen);
  await withAccount(visit, sql`language = ${chosen}`);
  return seeOther(visit, onward(body.text('back')));
};

async function withAccount({ house, actor: { accountId, countyId } }: Visit, change: RawBuilder<unknown>): Promise<void> {
  if (accountId) await keeping(house, countyId, (db) => sql`update accounts set ${change} where county_id = ${countyId} and id = ${accountId}`.execute(db));
}

/** Keeps the choice in the browser and answers it. */
function keep(visit: Visit, body: Sent, name: 'elder' | 'contrast'): boolean {
  const on = body.text(name) === '1';
  setCookie(visit.context, name, on ? '1' : '0', { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: YEAR_SECONDS });
  return on;
}
