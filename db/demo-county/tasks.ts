import { extending, handDown, reporting, returning } from '#duties/tasks/actions.ts';
import { task, type Task } from '#duties/tasks/record.ts';
import { bringNationalNotices } from '#plans/calendar/actions.ts';
import { take } from '#platform/records/write.ts';
import { dayIn, later, type Life, type Place } from './life.ts';

/** The years' holidays, known before anything is counted in working days. */
export function workingDays(life: Life): void {
  life.on(dayIn(life.year, 1, 2), life.program, bringNationalNotices);
}

const fromCounty = [
  { month: 3, title: '报送全国两会精神学习贯彻情况', days: 10, to: 17 },
  { month: 5, title: '配合开展“河湖长制”落实情况民主监督', days: 20, to: 4 },
  { month: 9, title: '协助做好国庆前安全隐患走访', days: 8, to: 6 },
  { month: 11, title: '报送全年工作总结和明年打算', days: 15, to: 17 },
] as const;

/** What the county body hands down to some or all committees, and now and then a township to its own. */
export function handedTasks(life: Life): void {
  for (const { month, title, days, to } of fromCounty) handing(life, dayIn(life.year, month, 12), title, days, life.places.slice(0, to));
  for (const [index, place] of life.places.entries()) if (index % 5 === 1) byTownship(life, place, index);
}

function handing(life: Life, day: string, title: string, days: number, places: readonly Place[]): void {
  for (const place of places) {
    let row: Task;
    life.on(day, life.office, async (act) => {
      row = await handDown(act, { handed_by: 'county', committee_ids: [place.committee.id], title, handed_on: day, days, document_no: null, content: '按要求办理，写明做法和结果。' }, {});
    });
    answered(life, place, day, days, () => row);
  }
}

/** Most report in time, some late, one is sent back, one gets more time; a few have not accepted yet. */
function answered(life: Life, place: Place, day: string, days: number, row: () => Task): void {
  const { chance, office } = life;
  if (chance.yes(0.06)) return;
  life.on(later(day, chance.between(1, 3)), place.clerk, (act) => take(act, task, row().id, 'accept'));
  if (chance.yes(0.08)) life.on(later(day, 4), office, (act) => take(act, task, row().id, 'extend', { reason: '正值防汛，适当延期', input: { due_on: later(day, days * 3) }, effect: extending as never }));
  const reported = later(day, chance.between(5, chance.yes(0.15) ? days * 2 + 6 : days));
  const report = (on: string, result: string) => life.on(on, place.clerk, (act) => take(act, task, row().id, 'report', { input: { result }, effect: reporting as never }));
  report(reported, `已走访${chance.between(2, 9)}个村（社区），情况报县政协办公室。`);
  if (chance.yes(0.08)) {
    life.on(later(reported, 2), office, (act) => take(act, task, row().id, 'return', { reason: '请补充具体数字', effect: returning as never }));
    report(later(reported, 5), `已补充：参加${chance.between(10, 40)}人次，收到意见${chance.between(3, 12)}条。`);
  }
  if (chance.yes(0.85)) life.on(later(reported, 9), office, (act) => take(act, task, row().id, 'close'));
}

function byTownship(life: Life, place: Place, index: number): void {
  const day = dayIn(life.year, 2 + index % 9, 16);
  let row: Task;
  life.on(day, place.clerk, async (act) => {
    row = await handDown(act, { handed_by: 'township', committee_ids: [place.committee.id], title: '参与集镇环境整治群众工作', handed_on: day, due_on: later(day, 30) }, { onBehalfOf: '乡镇党委' });
  });
  life.on(later(day, 1), place.clerk, (act) => take(act, task, row.id, 'accept'));
  life.on(later(day, 21), place.clerk, (act) => take(act, task, row.id, 'report', { input: { result: '入户动员36户，拆除乱搭棚架11处。' }, effect: reporting as never }));
}
