import { unitChoices } from '#institutions/facts.ts';
import { page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { check } from '#platform/lifecycle/lifecycle.ts';
import { all, oneOf } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { isId, list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { workingDaysBetween } from '#platform/working-days.ts';
import { parameterAt } from '#plans/facts.ts';
import { effects } from '#duties/opinions/instructions/actions.ts';
import { BoardPage, order, orders, type Open } from '#duties/opinions/instructions/board-page.tsx';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { ReminderPage } from '#duties/opinions/instructions/reminder-page.tsx';

/** 督办台: all that is open, on one board. */
export const BOARD = `/${instruction.path}/board`;

/** More open instructions than this a county does not have; the list has the rest. */
const MOST = 500;

const openStates = Object.entries(instruction.states).filter(([, { open }]) => open).map(([state]) => state);

const openOnes = (reading: Reading): Promise<Instruction[]> =>
  list(reading, instruction, { where: oneOf<Instruction>('state', openStates), order: [{ column: 'due_on' }, { column: 'instructed_on' }], limit: MOST });

/** Everything open that the person sees; narrowed by leader or unit, in the order asked for. */
export const board: Handler = (visit) => look(visit, async (reading) => {
  const units = new Map((await unitChoices(reading)).map(({ value, label }) => [value, label]));
  const rows = await openOnes(reading);
  const [leader, unit, state] = ['leader', 'unit', 'state'].map((name) => visit.query.get(name) || undefined);
  const shown = rows.filter((row) => (!leader || row.leader === leader) && (!unit || row.lead_unit_id === unit) && (!state || row.state === state));
  const by = visit.query.get('by');
  const named = (row: Instruction): Open => ({ row, unit: units.get(row.lead_unit_id ?? '') ?? '', age: ageOf(row) });
  return page(visit, (
    <BoardPage
      frame={frameOf(visit)} all={rows} units={units} near={await parameterAt(reading, 'light.near_days', today())} whole={rows.length < MOST}
      rows={order(shown.map(named), by !== null && by in orders ? (by as keyof typeof orders) : 'due')} mayRemind={rows.some((row) => remindable(visit, row))}
      mayNote={holds(visit.actor, 'county_office', 'worker', 'director', 'deputy_director')}
    />
  ));
});

/** Days since it was written, as people count them. */
const ageOf = ({ instructed_on }: Instruction): number => Math.round((Date.parse(today()) - Date.parse(instructed_on)) / 86_400_000);

const remindable = ({ actor }: Visit, row: Instruction): boolean => !check(instruction, 'remind', actor, row);

/** Reminds of all that were ticked in one act; each has its line in the journal. Then the texts, one for each unit. */
export const remindThese: Handler = async (visit) => {
  const body = await sent(visit);
  const ids = [...new Set((body.form?.getAll('id') ?? []).map(String))].filter(isId);
  if (ids.length === 0) throw new Problem(422, 'none_chosen', '还没有选中批示件。请返回督办台，在要催办的前面打勾。');
  const reminded = await transact(visit.house, visit.actor, null, async (act) => {
    const rows = (await list(act, instruction, { where: oneOf<Instruction>('id', ids), limit: MOST })).filter((row) => remindable(visit, row));
    for (const { id } of rows) await take<Instruction>(act, instruction, id, 'remind', { effect: effects.remind });
    return rows;
  });
  if (reminded.length === 0) throw new Problem(422, 'none_running', '选中的都不在承办单位手里（还没有转办，或者已经反馈），不用催办。');
  const left = ids.length - reminded.length;
  const sentence = `已催办${reminded.length}件。${left > 0 ? `另有${left}件不在承办单位手里，没有催办。` : ''}下面是发给各单位的话。`;
  return seeOther(visit, `${BOARD}/reminders?${new URLSearchParams(reminded.map(({ id }): [string, string] => ['id', id]))}`, { tone: 'good', sentence });
};

/** Whoever chases signs: the unit whose supervision office it is, else the county body. */
const signing = ({ actor, county }: Visit, units: ReadonlyMap<string, string>): string => units.get(unitsOf(actor)[0] ?? '') ?? county.bodyName;

/** One text for each unit with everything it owes, however many leaders wrote. */
export const reminderTexts: Handler = (visit) => look(visit, async (reading) => {
  const ids = [...new Set(visit.query.getAll('id'))].filter(isId).slice(0, MOST);
  const running = all(oneOf<Instruction>('id', ids), oneOf<Instruction>('state', ['handed', 'returned']));
  const rows = await list(reading, instruction, { where: running, order: [{ column: 'due_on' }], limit: MOST });
  const units = new Map((await unitChoices(reading)).map(({ value, label }) => [value, label]));
  const over = (row: Instruction): number => (row.due_on! < today() ? workingDaysBetween(visit.county.workDays, row.due_on!, today()).days : 0);
  const byUnit = [...Map.groupBy(rows, ({ lead_unit_id }) => lead_unit_id!)].map(([unit, theirs]) => ({ unit: units.get(unit) ?? '', rows: theirs.map((row) => ({ row, over: over(row) })) }));
  return page(visit, <ReminderPage frame={frameOf(visit)} back={BOARD} organ={signing(visit, units)} today={today()} units={byUnit} />);
});
