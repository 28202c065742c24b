import { z } from 'zod';
import { memberChoices, membersNow, unitChoices } from '#institutions/facts.ts';
import { participantsNow } from '#institutions/participants/facts.ts';
import { accepted, cleaned, lines, references, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent, type Sent } from '#platform/http/body.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, nameIn, type Visit } from '#platform/http/visit.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import { invalid, Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act, type Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { Desk } from '#platform/ui/desk.tsx';
import type { Option } from '#platform/ui/filters.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { NamePicker } from '#platform/ui/name-picker.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import type { Activity, Occasion } from '#duties/attending/activity.ts';
import { attendancesOf, expectKeeper, invite, MOST_ASKED, onTheList, signUp, type Asked } from '#duties/attending/asking.ts';
import type { Attendance } from '#duties/attending/record.ts';
import { capacities, type Capacity } from '#duties/attending/words.ts';

const invitationFields = z.object({
  member_ids: references('委员', 'member', MOST_ASKED).optional(),
  unit_ids: references('部门单位', 'unit', MOST_ASKED).optional(),
  person_ids: references('联络委参加人员', 'participant', MOST_ASKED).optional(),
  others: lines('其他的人', 10_000, { hint: `一行一人，先写身份：${Object.values(capacities).join('、')}。例如：专家 李明 县农科所` }).optional(),
});

type Chosen = z.output<typeof invitationFields>;

interface Offered {
  members: Option[];
  units: Option[];
  participants: Option[];
}

/** 邀请人: members, units and participants from the rosters, others by name; whoever is on the list already is not offered again. */
export const invitationsPage = <Row extends Recorded>(activity: Activity<Row>) => async (visit: Visit): Promise<Response> => draw(activity, visit);

function draw<Row extends Recorded>(activity: Activity<Row>, visit: Visit, said?: FormState, status = 200): Promise<Response> {
  return look(visit, async (reading) => {
    const row = await get<Row>(reading, activity.declared, visit.param('id'));
    expectKeeper(activity, reading, row);
    const occasion = activity.occasion(row);
    const before = (await attendancesOf(reading, activity, row.id)).filter(onTheList);
    const offered = await offeredTo(reading, occasion, before);
    const form = said ?? freshForm({ member_ids: before.length === 0 && occasion.mode === 'must' ? await membersOf(reading, occasion.bodies) : [] });
    const base = `/${activity.declared.path}/${row.id}`;
    const name = nameIn(visit.county, activity.declared, row);
    return page(visit, (
      <Desk frame={frameOf(visit)} title="邀请人" width="narrow">
        <Head title="邀请人" back={{ label: name, href: base }} lead={before.length > 0 ? `名单上已有${before.length}人，这里添加别的人。` : '邀请之后，委员在手机上就能答复。'} />
        {!said && form.values['member_ids'] !== undefined && (form.values['member_ids'] as string[]).length > 0 && <Remark tone="info">参加的联络委的委员已经都勾上，不请的请去掉勾。</Remark>}
        <div class="card form-card">
          <Form frame={frameOf(visit)} action={`${base}/invitations`} form={form} submit="邀请" cancel={base}>
            <NamePicker form={form} name="member_ids" label="委员" options={offered.members} />
            <NamePicker form={form} name="unit_ids" label="部门单位" options={offered.units} />
            {offered.participants.length > 0 && <NamePicker form={form} name="person_ids" label="联络委参加人员" options={offered.participants} />}
            <AllFields of={invitationFields.pick({ others: true })} form={form} choices={{}} />
          </Form>
        </div>
      </Desk>
    ), status);
  });
}

async function offeredTo(reading: Reading, { bodies }: Occasion, before: readonly Attendance[]): Promise<Offered> {
  const known = new Set(before.flatMap(({ member_id, unit_id, person_id }) => [member_id, unit_id, person_id]));
  const left = (options: readonly Option[]) => options.filter(({ value }) => !known.has(value));
  const own = new Set(await membersOf(reading, bodies));
  return {
    members: left((await memberChoices(reading)).toSorted((a, b) => Number(own.has(b.value)) - Number(own.has(a.value)))),
    units: left(await unitChoices(reading)),
    participants: left((await participantsNow(reading, [...bodies])).map(({ person_id, name, kind }) => ({ value: person_id, label: `${name}（${kind}）` }))),
  };
}

const membersOf = async (reading: Reading, bodies: readonly string[]): Promise<string[]> =>
  (await membersNow(reading)).filter(({ committee_id }) => committee_id !== null && bodies.includes(committee_id)).map(({ id }) => id);

/** Whom the form names, as they are put on the list. */
async function peopleIn(reading: Reading, chosen: Chosen, bodies: readonly string[]): Promise<Asked[]> {
  const [members, units] = [await membersNow(reading), await unitChoices(reading)];
  const participants = await participantsNow(reading, [...bodies]);
  const found = <T,>(ids: readonly string[] = [], field: string, find: (id: string) => T | undefined): T[] => ids.map((id) => {
    const one = find(id);
    if (!one) throw invalid({ [field]: '其中有人不在名册里，请从列表中重新选择。' });
    return one;
  });
  return [
    ...found(chosen.member_ids, 'member_ids', (id) => members.find((one) => one.id === id)).map(({ id, name, committee_id }): Asked => ({ capacity: 'member', invitee: name, member_id: id, body_id: committee_id })),
    ...found(chosen.unit_ids, 'unit_ids', (id) => units.find(({ value }) => value === id)).map(({ value, label }): Asked => ({ capacity: 'unit', invitee: label, unit_id: value })),
    ...found(chosen.person_ids, 'person_ids', (id) => participants.find(({ person_id }) => person_id === id)).map(({ person_id, name }): Asked => ({ capacity: 'participant', invitee: name, person_id })),
    ...othersIn(chosen.others ?? ''),
  ];
}

const MOST_NAME = 100;

/** One person on a line, with the role first. @throws Problem 422 at the line without one */
export function othersIn(written: string): Asked[] {
  return written.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [, word = '', name = ''] = /^(\S+?)[\s：:、，,]+(.+)$/u.exec(line) ?? [];
    const capacity = (Object.keys(capacities) as Capacity[]).find((key) => capacities[key] === word);
    if (!capacity || cleaned(name) === '') throw invalid({ others: `“${line.slice(0, 30)}”请先写身份再写姓名，身份是${Object.values(capacities).join('、')}中的一个。` });
    if (Array.from(name).length > MOST_NAME) throw invalid({ others: `“${line.slice(0, 30)}……”太长，姓名和单位合起来最多${MOST_NAME}个字。` });
    return { capacity, invitee: cleaned(name) };
  });
}

export const sendInvitations = <Row extends Recorded>(activity: Activity<Row>) => async (visit: Visit): Promise<Response> => {
  const body = await sent(visit);
  const id = visit.param('id');
  const base = `/${activity.declared.path}/${id}`;
  try {
    const chosen = accepted(invitationFields, body.form ? typed(invitationFields, body.form.entries()) : contentOf(body));
    const row = await transact(visit.house, visit.actor, requestId(visit, body), async (act: Act) => {
      const { bodies } = activity.occasion(await get<Row>(act, activity.declared, id));
      const people = await peopleIn(act, chosen, bodies);
      if (people.length === 0) throw invalid({ member_ids: '请至少选一个人，或者在“其他的人”里写一行。' });
      return invite(act, activity, id, people, { onBehalfOf: body.text('on_behalf_of') });
    });
    if (visit.json) return json(visit, { id: row.id, version: row.version });
    return seeOther(visit, base, { tone: 'good', sentence: '已列入名单。应邀的委员登录后就能看到，并在手机上答复。' });
  } catch (error) {
    if (error instanceof Repeated) return visit.json ? json(visit, { repeated: true }) : seeOther(visit, base);
    if (visit.json || !(error instanceof Problem) || error.status !== 422 || !body.form) throw error;
    return draw(activity, visit, { values: valuesOf(body.form), problems: Object.keys(error.fields).length > 0 ? error.fields : { '': error.message } }, 422);
  }
};

const contentOf = ({ json: given = {} }: Sent): Record<string, unknown> => Object.fromEntries(Object.entries(given).filter(([name]) => name in invitationFields.shape));
const valuesOf = (form: FormData): FormState['values'] =>
  Object.fromEntries(Object.keys(invitationFields.shape).map((name) => [name, name === 'others' ? String(form.get(name) ?? '') : form.getAll(name).map(String)]));

/** 报名: a member puts himself on the list of an activity that asks for volunteers. */
export const signUpHere = <Row extends Recorded>(activity: Activity<Row>) => async (visit: Visit): Promise<Response> => {
  const body = await sent(visit);
  const id = visit.param('id');
  const { memberId, name } = visit.actor;
  if (!memberId) throw new Problem(403, 'not_yours', '报名由政协委员本人办理，您不在其中。');
  try {
    await transact(visit.house, visit.actor, requestId(visit, body), async (act: Act) => {
      const me = (await membersNow(act)).find((one) => one.id === memberId);
      return signUp(act, activity, id, { member_id: memberId, invitee: name, body_id: me?.committee_id ?? null });
    });
  } catch (error) {
    if (!(error instanceof Repeated)) throw error;
  }
  if (visit.json) return json(visit, { signed_up: true });
  return seeOther(visit, `/${activity.declared.path}/${id}`, { tone: 'good', sentence: '已经报名，到时候请准时参加。来不了的，在这里请假。' });
};
