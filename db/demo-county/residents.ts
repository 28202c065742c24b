import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { receiptHolder } from '#platform/identity/actor.ts';
import { create, take } from '#platform/records/write.ts';
import { effects } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { newReceipt } from '#duties/receipt.ts';
import { enterObjection, enterSatisfaction } from '#duties/opinions/residents/remarks.ts';
import { enterArrived, type Arrived } from '#duties/opinions/residents/report.ts';
import { dayIn, later, type Life, type Place } from './life.ts';
import { phoneOf } from './names.ts';
import { villages } from './places.ts';

/** What becomes of a report, so that each state of the residents' page can be seen. */
interface Course {
  matter: string;
  /** Days before the last lived day on which it comes in. */
  ago: number;
  answer?: string;
  says?: 'solved' | 'unsolved';
  held?: string;
  /** It came by a member's code; somebody else filled it in. */
  byMember?: true;
  proxy?: string;
}

const courses: readonly Course[] = [
  { matter: '寨门口的路灯又不亮了，晚上接孩子看不清路', ago: 3 },
  { matter: '晚上桥头有人聚众赌博，吵得睡不着', ago: 2 },
  { matter: '代开发票，需要的联系', ago: 9, held: '广告推销' },
  { matter: '村卫生室量血压的仪器坏了，老人要走到镇上', ago: 40, answer: '卫生院已送来新的血压计，村医会用了再交给大家', says: 'solved' },
  { matter: '三组的水管爆了三次，每次只补一补', ago: 30, answer: '供水站已焊补，请继续留意', says: 'unsolved' },
  { matter: '赶集那天救护车进不来，希望划出通道', ago: 21, answer: '派出所和集镇办已划线，每个赶集日有人值守' },
  { matter: '高龄补贴认证要刷脸，老人刷不过', ago: 16, byMember: true },
  { matter: '茶山的路边沟堵了，一下雨就漫到田里', ago: 12, proxy: '村干部小吴', answer: '已安排清沟，这个月内清完' },
  { matter: '学校门口没有减速带，早上车很快', ago: 6, byMember: true },
];

/** Residents scan the posters of the first places; most is handled, some comes back. */
export function residents(life: Life): void {
  life.on(dayIn(life.year, 1, 8), life.office, (act) =>
    create<ParameterSetting>(act, parameterSetting, { key: 'residents.blocked_words', value: '赌博、传销、代开发票', from_day: dayIn(life.year, 1, 8), why: '县政协办公室会议' }));
  courses.forEach((course, n) => report(life, life.places[n % 3]!, course));
}

function report(life: Life, place: Place, course: Course): void {
  const { chance } = life;
  const receipt = newReceipt();
  const holder = receiptHolder(life.countyId, receipt);
  const came = later(life.until, -course.ago);
  const arrived: Arrived = {
    committee: place.committee.id, files: [], language: null, crowded: false, through: course.byMember ? (place.members[0]?.id ?? null) : null,
    report: { matter: course.matter, place: chance.one(villages), proxy: course.proxy, ...(chance.yes(0.6) ? { phone: phoneOf(chance) } : {}) },
  };
  let entry: LedgerEntry | undefined;
  life.on(came, holder, async (act) => void (entry = await enterArrived(act, arrived, receipt)));
  const { held, answer, says } = course;
  if (held) life.on(later(came, 1), place.clerk, (act) => take(act, ledgerEntry, entry!.id, 'hold', { input: { screened_why: held }, effect: effects.hold }));
  if (!answer) return;
  const answered = later(came, 5);
  life.on(later(came, 1), place.clerk, (act) => take(act, ledgerEntry, entry!.id, 'handle', { input: { handling: 'follow_up' }, effect: effects.handle }));
  life.on(answered, place.clerk, (act) => take(act, ledgerEntry, entry!.id, 'answer', { input: { outcome_text: answer, answered_on: answered }, effect: effects.answer }));
  if (says === 'unsolved') life.on(later(answered, 3), holder, (act) => enterObjection(act, receipt, '前天又爆了，请换新的管子，不要再补'));
  if (says === 'solved') life.on(later(answered, 3), holder, (act) => enterSatisfaction(act, receipt, { handling_rating: '5', result_rating: '4' }));
}
