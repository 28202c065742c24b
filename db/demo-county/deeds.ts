import { enterDeed, finishing } from '#duties/deeds/actions.ts';
import { checkSteps, enterRound, roundSteps } from '#duties/deeds/checks/actions.ts';
import { deedCheck, type DeedCheck } from '#duties/deeds/checks/record.ts';
import { deedRound, type DeedRound } from '#duties/deeds/checks/rounds/record.ts';
import { give } from '#duties/deeds/confirmations/giving.ts';
import { promiseSteps } from '#duties/deeds/promises/keeping.ts';
import { deed, type Deed } from '#duties/deeds/record.ts';
import type { SaidOfDeed } from '#duties/deeds/words.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { lock, take } from '#platform/records/write.ts';
import { dayIn, later, type Life, type Place } from './life.ts';
import { villages } from './places.ts';

/** 一人一件 in depth: promises in each of their states, what those who were helped said, and a spot check in the autumn. */
export function deedsInDepth(life: Life): void {
  promises(life);
  confirmations(life);
  spotCheck(life);
}

const promised = [
  { deed: '每月到村小教一次苗绣', kind: 'teaching', promise_term: 'long', target: '三年里教会20名学生', measure: '每月第二个星期六到村小，材料由工作室出。' },
  { deed: '为全村老人做一次体检', kind: 'clinic', promise_term: 'yearly', target: '60岁以上的都查一遍', measure: '联系县医院，分两天做。' },
  { deed: '帮销椪柑两万斤', kind: 'sales', promise_term: 'yearly', target: '采摘季前找到三家收购商', measure: '通过商会联系。' },
  { deed: '接通寨脚三户的自来水', kind: 'donation', promise_term: 'immediate', target: '一个月内通水', measure: '管材自备，请施工队安装。' },
  { deed: '办一期电焊培训班', kind: 'technical', promise_term: 'yearly', target: '培训30人', measure: '与县职校合办。' },
] as const;

/** The long-term one is kept by what is done under it, the yearly ones are kept, carried over, open and withdrawn. */
function promises(life: Life): void {
  const { year } = life;
  for (const [n, one] of promised.entries()) {
    const place = life.places[n % life.places.length]!;
    const member = place.members[0];
    if (!member) continue;
    let row: Deed;
    life.on(dayIn(year, 2, 6), place.clerk, async (act) => {
      const due_on = one.promise_term === 'immediate' ? dayIn(year, 4, 30) : dayIn(year, n === 2 ? 10 : 12, 20);
      row = await enterDeed(act, { ...one, member_id: member.id, village: villages[n]!, due_on, approximate: false }, { onBehalfOf: member.name });
      if (n < 4) await take<Deed>(act, deed, row.id, 'publish', { effect: promiseSteps.publish });
    });
    life.on(dayIn(year, 3, 16), place.clerk, (act) => take<Deed>(act, deed, row.id, 'note', { input: { note: '已经和村里商量好时间。' }, effect: promiseSteps.note }));
    if (n === 0) for (const month of [4, 6]) life.on(dayIn(year, month, 12), place.clerk, (act) => under(act, row, dayIn(year, month, 11)));
    if (n === 3) life.on(dayIn(year, 4, 23), place.clerk, (act) => take<Deed>(act, deed, row.id, 'finish', { input: { done_on: dayIn(year, 4, 21), beneficiaries: 11, hours: 8 }, effect: finishing }));
    if (n === 2) life.on(dayIn(year, 9, 28), place.clerk, (act) => take<Deed>(act, deed, row.id, 'carry_over', { input: { due_on: dayIn(year, 12, 20) }, reason: '收购商改了时间', effect: promiseSteps.carry_over }));
    if (n === 4) life.on(dayIn(year, 5, 18), place.clerk, (act) => take<Deed>(act, deed, row.id, 'withdraw', { reason: '县职校已经列入自己的计划，不再重复办' }));
  }
}

const under = (act: Act, { id, member_id, village }: Deed, done_on: string) =>
  enterDeed(act, { member_id, promise_id: id, deed: '村小苗绣课', kind: 'teaching', done_on, village, hours: 2.5, beneficiaries: 18, helped: '村小学生', approximate: false }, {});

const voices: readonly { said: SaidOfDeed; way: 'code' | 'call' | 'slip'; missing?: string }[] = [
  { said: 'done', way: 'code' }, { said: 'done', way: 'call' }, { said: 'partly', way: 'code', missing: '说好再来一次，还没有来' }, { said: 'done', way: 'slip' }, { said: 'not_done', way: 'call', missing: '只来看过，没有动工' },
];

const MOST_VOICES = 30;

/** Two days in the year on which slips came back and clerks called: some of each place's newest deeds. */
function confirmations(life: Life): void {
  for (const [n, place] of life.places.entries()) {
    for (const day of [dayIn(life.year, 6, 18), dayIn(life.year, 9, 16)]) life.on(later(day, n % 5), place.clerk, (act) => hear(act, place, n));
  }
}

async function hear(act: Act, place: Place, n: number): Promise<void> {
  const rows = await list(act, deed, { where: all(is<Deed>('committee_id', place.committee.id), oneOf<Deed>('state', ['recorded', 'verified'])), order: [{ column: 'done_on', descending: true }], limit: MOST_VOICES });
  for (const [at, row] of rows.filter(({ confirmation }) => confirmation === null).slice(0, 2).entries()) {
    const { said, way, missing } = voices[(n + at) % voices.length]!;
    if (said === 'not_done' && row.state === 'verified') continue;
    await give(act, await lock(act, deed, row.id), { said, missing }, { way, answered_by: way === 'call' ? '受益人本人' : undefined });
  }
}

/** The county looks at some of what was verified in the first nine months; one of them is not as it was written. */
function spotCheck(life: Life): void {
  const { year, office } = life;
  let round: DeedRound;
  life.on(dayIn(year, 10, 12), office, async (act) => {
    round = await enterRound(act, { title: `${year}年民生实事抽查`, from_day: dayIn(year, 1, 1), to_day: dayIn(year, 9, 30), pool: 'verified', sample_size: 6, seed: `${year}1010`, basis: '年度考核方案' }, {});
    await take<DeedRound>(act, deedRound, round.id, 'draw', { effect: roundSteps.draw });
  });
  life.on(dayIn(year, 10, 21), office, async (act) => {
    const checks = await list(act, deedCheck, { where: is<DeedCheck>('round_id', round.id), order: [{ column: 'id', descending: false }], limit: 10 });
    for (const [n, { id }] of checks.slice(0, 5).entries()) {
      const step = n === 2 ? 'fail' : 'pass';
      await take<DeedCheck>(act, deedCheck, id, step, { input: { way: n % 2 === 0 ? 'visit' : 'call', found: step === 'pass' ? '受益户说办了，和登记的一致。' : '受益户说是村里办的，委员只是到过场。' }, effect: checkSteps[step] });
    }
  });
}
