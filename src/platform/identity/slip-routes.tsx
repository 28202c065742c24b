import { page, seeOther } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { frameOf, twin, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { opensAccounts } from '#platform/identity/accounts.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { countEntrants, listEntrants, type EntrantsWanted } from '#platform/identity/entrants.ts';
import { SlipListPage, SLIPS_AT_ONCE, SlipsPage } from '#platform/identity/pages/slips.tsx';
import { doubledAdministrators } from '#platform/identity/administrators.ts';
import { policyIn } from '#platform/identity/account-policy.ts';
import { dropPasskeys } from '#platform/identity/passkeys/store.ts';
import { closeAllSessions } from '#platform/identity/sessions.ts';
import { makeSlip, renewable } from '#platform/identity/slips.ts';
import { providerOf } from '#platform/identity/sign-on/provider.ts';
import { Problem } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { numberedPages } from '#platform/ui/paging.tsx';

const PAGE_SIZE = 50;
const LAST_PAGE = 1_000;

export function mountSlips(site: Site): void {
  site.add({
    method: 'GET', path: '/slips', handle: list,
    api: { summary: '可开通账号的人员', tag: '账号', query: ['q', 'state', 'kind', 'page'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })), answer: { type: 'object' } },
  });
  site.add({ method: 'POST', path: '/slips', handle: act, proof: true });
}

const oneOf = <T extends string>(value: string | null, ...known: T[]): T | undefined => known.find((one) => one === value);

function wantedIn(query: URLSearchParams): EntrantsWanted {
  return {
    name: query.get('q')?.slice(0, 50) || undefined,
    kind: oneOf(query.get('kind'), 'member', 'staff'),
    state: oneOf(query.get('state'), 'waiting', 'active', 'unused'),
  };
}

const list: Handler = async (visit) => {
  opensAccounts(visit.actor);
  const wanted = wantedIn(visit.query);
  const asked = Number(visit.query.get('page') ?? 1);
  const number = Number.isInteger(asked) && asked >= 1 ? Math.min(asked, LAST_PAGE) : 1;
  const { items, total, policy, doubled, provider } = await look(visit, async (reading) => ({
    doubled: await doubledAdministrators(reading),
    provider: await providerOf(reading),
    policy: await policyIn(reading.db, reading.county),
    items: await listEntrants(reading, wanted, { limit: PAGE_SIZE, offset: (number - 1) * PAGE_SIZE }),
    total: await countEntrants(reading, wanted),
  }));
  return twin(visit, () => ({ items, total, page: number, size: PAGE_SIZE }), () => {
    const frame = frameOf(visit);
    return page(visit, <SlipListPage frame={frame} policy={policy} signOn={provider?.label} doubled={doubled} rows={items} paging={numberedPages(frame.here, { page: number, size: PAGE_SIZE, total })} />);
  });
};

const act: Handler = async (visit) => {
  const body = await sent(visit);
  const people = ticked(body);
  return body.text('act') === 'leave' ? signOut(visit, people) : print(visit, people);
};

function ticked(body: Sent): string[] {
  const ids = [...new Set(body.form?.getAll('id') ?? [])].filter((id): id is string => typeof id === 'string' && isId(id));
  if (ids.length === 0) throw new Problem(422, 'nobody_chosen', '还没有勾选人员。请返回列表，在姓名前打勾后再点一次。');
  if (ids.length > SLIPS_AT_ONCE) throw new Problem(422, 'too_many', `一次最多办理${SLIPS_AT_ONCE}人，您选了${ids.length}人，请分几次。`);
  return ids;
}

/** Makes and shows them in one answer: the codes are kept nowhere, so there is no page to go to. */
async function print(visit: Visit, people: string[]): Promise<Response> {
  const slips = await transact(visit.house, visit.actor, null, async (doing) => {
    const made = [];
    for (const person of people) made.push(await makeSlip(doing, person));
    return made;
  });
  const { county } = visit;
  return page(visit, <SlipsPage frame={frameOf(visit)} slips={slips} body={county.bodyName} slug={county.slug} origin={publicOrigin(visit.context)} />);
}

/** For a lost telephone: ends every session of these people, and the keys that may lie in it. */
async function signOut(visit: Visit, people: string[]): Promise<Response> {
  const names = await transact(visit.house, visit.actor, null, async (doing) => {
    const done = [];
    for (const person of people) {
      const { accountId, name, relation } = await renewable(doing, person);
      if (!accountId) continue;
      await closeAllSessions(doing, accountId, relation);
      await dropPasskeys(doing, accountId);
      done.push(name);
    }
    return done;
  });
  const sentence = names.length > 0 ? `已让${names.join('、')}退出全部设备，通行密钥也已停用。需要再用时，请给本人制作新的激活单。` : '所选人员还没有账号，不用退出。';
  return seeOther(visit, '/slips', { tone: 'good', sentence });
}
