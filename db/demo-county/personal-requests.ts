import { receiptHolder, type Actor } from '#platform/identity/actor.ts';
import { take } from '#platform/records/write.ts';
import type { Member } from '#institutions/members/record.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { newReceipt } from '#duties/receipt.ts';
import { askAsPerson, askWithReceipt, effects } from '#reports/privacy/requests/asking.ts';
import { personalRequest, type PersonalRequest } from '#reports/privacy/requests/record.ts';
import { dayIn, later, type Life } from './life.ts';

/** What somebody wants put right or deleted of the own data: one answered, one kept until a day, two waiting. */
export function personalRequests(life: Life): void {
  const [first, second] = life.places;
  const as = ({ id, person_id, name }: Member): Actor => ({ countyId: life.countyId, accountId: crypto.randomUUID(), personId: person_id, memberId: id, name, posts: [] });
  const step = (day: string, row: () => PersonalRequest, name: 'answer' | 'keep', input: Record<string, unknown>): void =>
    life.on(day, life.office, (act) => take<PersonalRequest>(act, personalRequest, row().id, name, { input, effect: effects[name] }));

  let corrected: PersonalRequest;
  life.on(dayIn(life.year, 3, 12), as(first!.members[0]!), async (act) => void (corrected = await askAsPerson(act, { kind: 'correction', said: '出生年月登记错了一个月，身份证可以核对。' }, {})));
  step(dayIn(life.year, 3, 14), () => corrected, 'answer', { outcome: 'corrected', answer: '已对照身份证改正，名册一并更新。' });
  life.on(dayIn(life.year, 11, 3), as(second!.members[0]!), (act) => askAsPerson(act, { kind: 'deletion', said: '旧的手机号不用了，请不要再存。' }, {}));

  const told = dayIn(life.year, 10, 9);
  const receipt = newReceipt();
  let entry: LedgerEntry;
  let kept: PersonalRequest;
  life.on(told, second!.clerk, async (act) => void (entry = await enterOne(act, { committee_id: second!.committee.id, received_on: told, way: 'visit', place: '新寨村', matter: '灌溉渠漏水，下半段的田放不到水', reporter: '陆小满', phone: '13900001007', receipt }, {})));
  life.on(later(told, 4), receiptHolder(life.countyId, receipt), async (act) => void (kept = await askWithReceipt(act, entry, { kind: 'deletion', said: '办完了就请把我的电话删掉。' })));
  step(later(told, 6), () => kept, 'keep', { answer: '这件事还在办，办结前要留着电话给您回话，办结后就删除。', kept: '姓名和电话', kept_until: later(told, 90) });
}
