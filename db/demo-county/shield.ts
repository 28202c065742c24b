import { effects, enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { begunFrom, effects as releaseEffects, enterRelease } from '#duties/opinions/releases/actions.ts';
import { release, type Release } from '#duties/opinions/releases/record.ts';
import { viewReporter } from '#duties/opinions/shield/viewing.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { dayIn, later, type Life, type Place } from './life.ts';

/** A grievance that its unit does not see, who looked at whom, what was made public, and what is due for erasure. */
export function shield(life: Life): void {
  const [first, second] = [life.places[1]!, life.places[2]!];
  grievance(life, first);
  made(life, second, 3, { matter: '村口公交站没有遮雨棚，下雨天老人小孩没处躲', category: '公共交通', reporter: '龙秋月', phone: '13900001001' }, '已在站点搭好遮雨棚，并加了一条长凳', 'published');
  made(life, second, 5, { matter: '村民杨秀英家门口（3组12号）的污水井盖松动，可打13900001002联系', category: '市政设施', reporter: '石有田', phone: '13900001003' }, '井盖当天已更换，并检查了同一条巷子的其余井盖', 'submitted');
  made(life, second, 6, { matter: '希望卫生室赶场天也开门', category: '医疗', reporter: '吴小妹' }, '从本月起赶场天照常开诊', 'withdrawn');
  old(life, second);
}

const told = (place: Place, received_on: string, more: Partial<LedgerEntry>) => ({ committee_id: place.committee.id, received_on, way: 'visit', place: '新寨村', matter: '', ...more });

/** Told about the water works: whoever calls back opens the number, and says what for. */
function grievance(life: Life, place: Place): void {
  const day = dayIn(life.year, 4, 9);
  let row: LedgerEntry;
  life.on(day, place.clerk, async (act) => {
    row = await enterOne(act, told(place, day, { matter: '水务站收水费不开票，去问了两次都说机器坏了', category: '作风', reporter: '潘立春', phone: '13900001004', about_unit_id: (life.units.find(({ name }) => name.includes('水')) ?? life.units[0]!).id }), {});
  });
  life.on(later(day, 1), place.clerk, (act) => viewReporter(act, row.id, { purpose: 'verify' }));
  life.on(later(day, 2), place.clerk, (act) => take(act, ledgerEntry, row.id, 'handle', { input: { handling: 'to_county' }, effect: effects['handle'] }));
  life.on(later(day, 3), life.office, (act) => viewReporter(act, row.id, { purpose: 'call_back' }));
}

/** Answered, called back, and written for everybody; how far the text has come. */
function made(life: Life, place: Place, month: number, more: Partial<LedgerEntry>, answer: string, state: string): void {
  const day = dayIn(life.year, month, 11);
  let row: LedgerEntry;
  let text: Release;
  life.on(day, place.clerk, async (act) => void (row = await enterOne(act, told(place, day, more), {})));
  life.on(later(day, 5), place.clerk, async (act) => {
    await take(act, ledgerEntry, row.id, 'answer', { input: { outcome_text: answer, answered_on: later(day, 5) }, effect: effects['answer'] });
    await viewReporter(act, row.id, { purpose: 'call_back' });
  });
  life.on(later(day, 7), place.clerk, async (act) => {
    text = await enterRelease(act, begunFrom(await get(act, ledgerEntry, row.id)), {});
    await step(act, text, 'submit');
  });
  if (state !== 'submitted') life.on(later(day, 9), life.office, (act) => step(act, text, 'publish'));
  if (state === 'withdrawn') life.on(later(day, 12), place.clerk, (act) => step(act, text, 'withdraw', '卫生室值班又有变动，待定下来再公开'));
}

const step = (act: Act, text: Release, name: string, reason?: string): Promise<Release> =>
  take(act, release, text.id, name, { reason, effect: releaseEffects[name] });

/** Of an old ledger: three whose time is over. Of one the office has erased who told it; two are still waiting. */
function old(life: Life, place: Place): void {
  const day = dayIn(life.year, 1, 15);
  const rows: LedgerEntry[] = [];
  life.on(day, place.clerk, async (act) => {
    for (const [n, reporter] of ['韦老根', '田阿婆', '冉志强'].entries()) {
      rows.push(await enterOne(act, told(place, `${life.year - 4}-0${n + 3}-12`, { matter: ['旧台账：机耕道塌了一截', '旧台账：敬老院缺取暖炉', '旧台账：集市秤不准'][n]!, reporter, phone: `1390000110${n}`, outcome: 'solved', handling: 'on_spot' }), {}));
    }
  });
  life.on(later(day, 7), life.office, (act) => take(act, ledgerEntry, rows[0]!.id, 'erase', { reason: '办结满24个月，按期清除', effect: effects['erase'] }));
}
