import { effects } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { enterPartner } from '#duties/opinions/open311/actions.ts';
import { keyed, newKey } from '#duties/opinions/open311/keys.ts';
import { partnerSystem, type PartnerSystem } from '#duties/opinions/open311/record.ts';
import { enterSent, type SentRequest } from '#duties/opinions/open311/sending.ts';
import { newReceipt } from '#duties/receipt.ts';
import { systemFor } from '#platform/identity/actor.ts';
import { take } from '#platform/records/write.ts';
import { enterBridge, signedWith } from '#platform/bridges/actions.ts';
import { bridge, type Bridge } from '#platform/bridges/record.ts';
import { newSecret } from '#platform/bridges/signing.ts';
import { dayIn, later, type Life, type Place } from './life.ts';

/** What the hotline's operators wrote down; the village stands behind the township. */
const calls: [string, string, string, number][] = [
  ['01', '来电人反映进村路口没有警示牌，雾天常有剐蹭，希望装上', '新寨村', 3], ['03', '来电人反映雷雨后停电，第二天还没有来电', '岩脚村', 5], ['04', '来电人反映河边有人倒建筑垃圾', '桥头社区', 6],
  ['06', '来电人问村卫生室什么时候能用医保结算', '大坪村', 8], ['08', '来电人反映老人高龄补贴两个月没有到账', '向阳社区', 9], ['02', '来电人反映水池漏水，下半村用水紧张', '水井村', 10],
];

/** The city's hotline sends what callers told; a system of former days was put out of use; a neighbouring county waits for its key. */
export function otherSystems(life: Life): void {
  const { year, office, program } = life;
  life.on(dayIn(year, 2, 26), office, async (act) => {
    const entered = await enterPartner(act, { name: '12345政务服务便民热线', rights: 'write', committee_id: life.places[0]!.committee.id, contact: '热线办 小周（虚构）' }, {});
    const hotline = await take<PartnerSystem>(act, partnerSystem, entered.id, 'issue', { effect: keyed(newKey()) });
    for (const [n, [code, description, village, month]] of calls.entries()) {
      const place = life.places[n % life.places.length]!;
      call(life, hotline, place, dayIn(year, month, 7 + n), { service_code: code, description, address_string: `${place.committee.place}${village}`, source_id: `RX${year}${String(n + 1).padStart(4, '0')}` });
    }
  });
  life.on(dayIn(year, 1, 15), program, async (act) => {
    const { id } = await enterPartner(act, { name: '县长信箱（旧）', rights: 'write' }, {});
    life.on(dayIn(year, 1, 16), office, (issuing) => take(issuing, partnerSystem, id, 'issue', { effect: keyed(newKey()) }));
    life.on(dayIn(year, 6, 30), office, (revoking) => take(revoking, partnerSystem, id, 'revoke', { reason: '已并入12345热线' }));
  });
  life.on(dayIn(year, 4, 8), office, async (act) => {
    const { id } = await enterBridge(act, { name: '政务协同平台（旧）', address: 'https://oa.example.cn/messages', kinds: '提案\n交办事项', digest: 'sm3' }, {});
    await take<Bridge>(act, bridge, id, 'issue', { effect: signedWith(newSecret()) });
    await take<Bridge>(act, bridge, id, 'stop', { reason: '平台改版，等新地址' });
    await enterBridge(act, { name: '州政务协同平台', address: 'https://xt.example.cn/hooks/zx', kinds: '提案\n交办事项', digest: 'sha256' }, {});
  });
  life.on(dayIn(year, 10, 20), office, (act) => enterPartner(act, { name: '邻县民情系统', rights: 'read' }, {}));
}

function call(life: Life, hotline: PartnerSystem, place: Place, day: string, request: SentRequest): void {
  const receipt = newReceipt();
  life.on(day, systemFor(life.countyId, hotline.name, receipt), async (act) => {
    const { entry: { id } } = await enterSent(act, hotline, request, receipt);
    life.on(later(day, 2), place.clerk, (handling) => take(handling, ledgerEntry, id, 'handle', { input: { handling: 'follow_up' }, effect: effects['handle'] }));
    life.on(later(day, 12), place.clerk, async (closing) => {
      await take(closing, ledgerEntry, id, 'answer', { input: { outcome_text: '已到现场看过，相关单位已经处理', answered_on: later(day, 12) }, effect: effects['answer'] });
      await take(closing, ledgerEntry, id, 'close', { input: { outcome: 'solved', closed_on: later(day, 12) }, effect: effects['close'] });
    });
  });
}
