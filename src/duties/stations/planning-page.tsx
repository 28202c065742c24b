import type { Child } from 'hono/jsx';
import { accepted, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { daysLater } from '#platform/obligations/spans.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { ChoicesField } from '#platform/ui/fields.tsx';
import { FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import { z } from 'zod';
import { membersFirst } from '#duties/stations/around.ts';
import { planner } from '#duties/stations/calendar-page.tsx';
import { serviceChoices } from '#duties/stations/kinds/crossings.ts';
import { MemberField } from '#duties/stations/member-fields.tsx';
import { station, type Station } from '#duties/stations/record.ts';
import { planShifts, ruleFields } from '#duties/stations/shifts/actions.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';

/** 排值班: a rule becomes drafts, which are looked at before anybody else sees them. */

const days = [['1', '周一'], ['2', '周二'], ['3', '周三'], ['4', '周四'], ['5', '周五'], ['6', '周六'], ['0', '周日']].map(([value, label]) => ({ value: value!, label: label! }));

/** The month after this one: a rota is made before it begins. */
function nextMonth(): { from: string; to: string } {
  const from = `${daysLater(`${today().slice(0, 7)}-01`, 31).slice(0, 7)}-01`;
  return { from, to: daysLater(`${daysLater(from, 31).slice(0, 7)}-01`, -1) };
}

async function stationFor(reading: Reading, visit: Visit): Promise<Station> {
  const at = await get(reading, station, visit.param('id'));
  if (!planner(visit, at)) throw new Problem(403, 'not_yours', at.state === 'open' ? '值班由本联络委工作人员和县政协办公室排，您不在其中。' : '这个服务站已经撤销，不能再排值班。');
  return at;
}

const known = (): FormState => freshForm({ ...nextMonth(), starts: '9:00', ends: '11:00', each: 1, working: true });

const draw = (visit: Visit, form: FormState = known(), status = 200): Promise<Response> => look(visit, async (reading) => {
  const at = await stationFor(reading, visit);
  const choices = { member: await membersFirst(reading, at.committee_id), service: await serviceChoices(reading, today()) };
  const field = (name: string): Child => <MemberField of={ruleFields} name={name} form={form} choices={choices} />;
  return page(visit, (
    <FormPage frame={frameOf(visit)} title="排值班" lead={at.name} back={{ label: '值班安排', href: `/${station.path}/${at.id}/calendar` }} action={`/${station.path}/${at.id}/planning`} form={form} submit="排出来看看">
      {field('from')}{field('to')}
      <ChoicesField form={form} name="weekdays" label="每周哪几天" required options={days} />
      {field('starts')}{field('ends')}{field('member_ids')}{field('each')}{field('service')}{field('working')}
    </FormPage>
  ), status);
});

const weekdaysIn = (body: Sent): number[] => (body.form ? body.form.getAll('weekdays') : [body.json?.['weekdays'] ?? []].flat()).map(Number).filter((day) => Number.isInteger(day) && day >= 0 && day <= 6);

const plan: Handler = async (visit) => {
  const body = await sent(visit);
  const id = visit.param('id');
  try {
    const rule = accepted(ruleFields, body.form ? typed(ruleFields, body.form.entries()) : Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in ruleFields.shape)));
    const made = await transact(visit.house, visit.actor, requestId(visit, body), async (act) => {
      await stationFor(act, visit);
      return planShifts(act, id, { ...rule, weekdays: weekdaysIn(body) }, {});
    });
    return visit.json ? json(visit, { planned: made.length, shifts: made.map(plain) }, 201) : seeOther(visit, calendarOf(id, made[0]!.day), { tone: 'good', sentence: `排出${made.length}班。看一看，没有问题就公布。` });
  } catch (error) {
    if (error instanceof Repeated) return seeOther(visit, calendarOf(id, today()));
    if (visit.json || !(error instanceof Problem) || error.status !== 422) throw error;
    return draw(visit, formOf(body, error), 422);
  }
};

const plain = ({ id, day, starts, ends, member_ids }: DutyShift) => ({ id, day, starts, ends, member_ids });
const calendarOf = (id: string, day: string): string => `/${station.path}/${id}/calendar?view=month&day=${day}`;

function formOf({ form }: Sent, { fields }: Problem): FormState {
  const values = Object.fromEntries([...new Set(form?.keys())].map((name): [string, string[]] => [name, form!.getAll(name).map(String)]));
  return { values: Object.fromEntries(Object.entries(values).map(([name, all]) => [name, name === 'member_ids' || name === 'weekdays' ? all : all[0]])), problems: fields };
}

export function mountPlanning(site: Site): void {
  const path = `/${station.path}/:id/planning`;
  const body = z.toJSONSchema(ruleFields.extend({ weekdays: z.array(z.number().int().min(0).max(6)) }), { io: 'input', unrepresentable: 'any' });
  site.add({ method: 'GET', path, handle: (visit) => draw(visit) });
  site.add({ method: 'POST', path, handle: plan, api: { summary: '按规律排出一段时间的值班（拟排）', tag: dutyShift.title, body, status: 201, answer: { type: 'object' } } });
}
