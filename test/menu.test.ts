import { afterAll, beforeAll, expect, test } from 'vitest';
import { menu } from '#menu.ts';
import { createMemberAccount, createStaffAccount } from '#platform/identity/accounts.ts';
import type { Actor, Role } from '#platform/identity/actor.ts';
import { findSession, openSession } from '#platform/identity/sessions.ts';
import type { County } from '#platform/http/visit.ts';
import { createMany, take } from '#platform/records/write.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { participant } from '#institutions/participants/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { effects, enterDispute } from '#duties/opinions/disputes/actions.ts';
import { dispute, type Dispute } from '#duties/opinions/disputes/record.ts';
import { opinionsSlice } from '#duties/opinions/slice.ts';
import { testCounty, type TestCounty } from './county.ts';

/** What somebody finds in the menu follows from what is theirs to do, as the session knows it. */

let county: TestCounty;
let row: Dispute;
beforeAll(async () => {
  county = await testCounty([parametersSlice, opinionsSlice]);
  row = await county.act((act) => enterDispute(act, {
    committee_id: county.here.committee, taken_on: '2025-05-06', cause: '邻里纠纷', party_a: '石志明', party_a_kind: 'person', party_b: '龙老三', party_b_kind: 'person', account: '吵', secrecy: 'ordinary',
  }, {}), county.cast.worker);
});
afterAll(() => county?.drop());

const linksOf = (actor: Actor): string[] => menu.groups(actor, { called: {} } as County).flatMap(({ href, items = [] }) => [href, ...items.map((item) => item.href)]).filter((href) => href !== undefined);

/** A person with an account; a participant and a member come in by slip. */
async function somebody(as: { kind: string } | { role: Role; unit?: string } | { member: string }): Promise<string> {
  return county.act(async (act) => {
    if ('member' in as) return createMemberAccount(act, as.member);
    const [who] = await createMany(act, person, [{ name: '任某人' }]);
    const base = { person_id: who!.id, name: who!.name, since: '2022-01-10' };
    if ('kind' in as) await createMany(act, participant, [{ ...base, kind: as.kind, committee_id: county.here.committee }]);
    else await createMany(act, post, [{ ...base, role: as.role, committee_id: null, unit_id: as.unit ?? null, acting: false }]);
    return 'kind' in as ? createMemberAccount(act, who!.id) : createStaffAccount(act, who!.id, `clerk-${who!.id.slice(-8)}`, '枇杷熟了就去赶场吧，带上两只竹篮');
  });
}

const actorOf = async (account: string): Promise<Actor> => (await findSession(county.house, await openSession(county.house, county.id, account, 'test')))!.actor;
const name = (mediators: string[]) => county.act((act) => take<Dispute>(act, dispute, row.id, 'assign', { input: { mediator_ids: mediators }, effect: effects['assign'] }), county.cast.worker);

test('a participant who mediates finds the disputes, and nobody else finds an empty entry', async () => {
  const [mediating, idle] = [await somebody({ kind: '信息员' }), await somebody({ kind: '信息员' })];
  const others = { leader: await somebody({ role: 'leader' }), unit: await somebody({ role: 'unit_clerk', unit: county.here.unit }), member: await somebody({ member: county.there.person }) };
  expect(linksOf(await actorOf(mediating))).not.toContain('/disputes');
  await name([(await actorOf(mediating)).personId!]);
  expect(linksOf(await actorOf(mediating))).toContain('/disputes');
  expect(linksOf(await actorOf(idle))).not.toContain('/disputes');
  for (const [who, account] of Object.entries(others)) expect(linksOf(await actorOf(account)), who).not.toContain('/disputes');
  for (const who of ['office', 'worker', 'director', 'chair', 'auditor'] as const) expect(linksOf(county.cast[who]), who).toContain('/disputes');
});

test('a member who mediates finds them too, until the file was a mistake', async () => {
  const account = await somebody({ member: county.here.person });
  expect(linksOf(await actorOf(account))).not.toContain('/disputes');
  await name([county.here.person]);
  expect(linksOf(await actorOf(account))).toContain('/disputes');
  await county.act((act) => take<Dispute>(act, dispute, row.id, 'void', { reason: '登记错了', effect: effects['void'] }), county.cast.worker);
  expect(linksOf(await actorOf(account))).not.toContain('/disputes');
});
