import { figure, ratio } from '#platform/figures/figure.ts';
import { dated } from '#platform/obligations/dated.ts';
import { all, is, not, oneOf } from '#platform/predicate.ts';
import { task, type Task } from '#duties/tasks/record.ts';

const standing = not(is<Task>('state', 'cancelled'));
const done = oneOf<Task>('state', ['reported', 'closed']);
const counts = { record: task.name, committee: 'committee_id', unit: '件' } as const;

export const tasksHanded = figure<Task>({
  ...counts,
  name: 'tasks_handed',
  label: '交办事项',
  definition: '交办日期在期间内的交办事项件数，交给几个联络委的计几件；已取消的不计。',
  where: standing,
  day: 'handed_on',
});

const tasksDone = figure<Task>({
  ...counts,
  name: 'tasks_done',
  label: '完成交办事项',
  definition: '交办日期在期间内、联络委已报结果的交办事项件数；退回再办还没有重报的、已取消的不计。',
  where: done,
  day: 'handed_on',
});

const tasksOnTime = figure<Task>({
  ...counts,
  name: 'tasks_done_on_time',
  label: '按期完成交办事项',
  definition: '交办日期在期间内、在办结期限当天或之前报结果的交办事项件数；退回再办的按重报的日期算。',
  where: all(done, is<Task>('on_time', true)),
  day: 'handed_on',
});

const completionRate = ratio({
  name: 'tasks_on_time_rate', label: '交办事项按期完成率', definition: '按期完成的交办事项占交办事项件数的百分比。',
  numerator: tasksOnTime.name, denominator: tasksHanded.name, decimals: 1, convention: '已取消的不计',
});

export const figures = [tasksHanded, tasksDone, tasksOnTime];
export const ratios = [completionRate];
export const datedRecords = [dated<Task>({ declared: task, day: 'due_on', committee: 'committee_id', cancelled: ['cancelled'] })];
