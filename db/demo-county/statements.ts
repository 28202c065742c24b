import { committeeContact, type CommitteeContact } from '#reports/standing-page/record.ts';
import { draft, effects } from '#reports/statements/actions.ts';
import { statement, type Statement } from '#reports/statements/record.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { create, edit, take } from '#platform/records/write.ts';
import { dayIn, later, two, type Life, type Place } from './life.ts';

const problems = ['调研成果转化还不够快，有的建议没有及时跟踪。', '个别委员外出务工，参加活动不经常。', '民情登记有时集中在赶场天，平时走访少。', '协商后意见落实的回访还不及时。'] as const;

/** Plans in January, half-yearly reports in July, monthly reports of a few places; some come back once, some are late, one is missing. */
export function statements(life: Life): void {
  for (const [index, place] of life.places.entries()) {
    if (index !== 9) written(life, place, 'yearly_plan', `${life.year}-01`, dayIn(life.year, 1, 22 + (index % 7)), index % 6 === 2);
    if (index !== 14) written(life, place, 'half_year', `${life.year}-06`, dayIn(life.year, 7, 3 + index), index % 5 === 1);
    if (index < 4) for (let month = 1; month <= 11; month += 1) written(life, place, 'monthly', `${life.year}-${two(month)}`, dayIn(life.year, month + 1, 4 + index), false);
  }
}

function written(life: Life, place: Place, kind: Statement['kind'], month: string, day: string, comesBack: boolean): void {
  const own = life.chance.one(problems);
  let row: Statement;
  life.on(day, place.clerk, async (act) => {
    const first = await draft(act, { committee_id: place.committee.id, kind, month }, {});
    row = await edit<Statement>(act, statement, first.id, undefined, { body: filledIn(first.body, own) });
  });
  const submit = (on: string) => life.on(on, place.clerk, (act) => take(act, statement, row.id, 'submit', { effect: effects.submit as never }));
  submit(later(day, 1));
  if (comesBack) {
    life.on(later(day, 4), life.office, (act) => take(act, statement, row.id, 'return', { reason: '请补充后再报', input: { remarks: '2：请写明具体时间和责任人' }, effect: effects.return as never }));
    submit(later(day, 7));
  }
  // The office reads monthly reports together, once a month: the last ones still wait for it.
  life.on(later(day, kind === 'monthly' ? 27 : 10), life.office, (act) => take(act, statement, row.id, 'accept', { effect: effects.accept as never }));
}

const filledIn = (body: string, own: string): string => body.replace(/^（请主任写今年.*$/mu, '调研饮水安全和集镇管理，协商村庄道路建设，提案围绕产业发展。').replace(/^（请主任如实.*$/mu, own)
  .replace(/^（请主任补写.*$/mu, '以走访、院坝会为主，典型事例在月报中反映。').replace(/^（请主任.*$/gmu, '对照履职方案补齐缺项，抓好已提建议的跟踪回访。');

/** Where residents find the committees, and what the county lets the wall say. */
export function publicPages(life: Life): void {
  life.on(dayIn(life.year, 1, 24), life.office, (act) => create<ParameterSetting>(act, parameterSetting, {
    key: 'public.figures', value: 'activities', from_day: dayIn(life.year, 1, 1), why: '主席会议研究同意公开工作情况',
  }));
  for (const place of life.places) {
    life.on(dayIn(life.year, 1, 26), place.clerk, (act) => create<CommitteeContact>(act, committeeContact, {
      committee_id: place.committee.id, address: `${place.committee.place}人民政府（办事处）一楼，便民服务大厅旁`, hours: '工作日上午9时至11时30分，赶场天全天有人',
      words: '有事您说话，听民意、议民事、办实事。',
    }));
  }
}
