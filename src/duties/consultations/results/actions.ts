import { sql } from 'kysely';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { nextNumber } from '#platform/records/numbers.ts';
import { amend, create, createMany, lock, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { happenedOn, today } from '#duties/days.ts';
import { kindOf } from '#duties/consultations/kinds.ts';
import { leadTimesOn } from '#duties/consultations/leads.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { holdMeeting, ofMeeting } from '#duties/consultations/floor/meeting.ts';
import { adviceFrom, pointsOf } from '#duties/consultations/floor/points/actions.ts';
import { askedTo, byRole, wasThere } from '#duties/consultations/floor/present.ts';
import { resultList, type ResultList } from '#duties/consultations/results/record.ts';
import { resultTask, type ResultTask } from '#duties/consultations/results/tasks/record.ts';

type Begun = Pick<ResultList, 'consultation_id'> & Partial<Pick<ResultList, 'convenor' | 'recorder' | 'present' | 'absent'>>;

/** What stands in the minutes already, because it was typed elsewhere. */
export async function knownOf(reading: Pick<Act, 'house' | 'county' | 'db' | 'actor'>, meeting: Consultation): Promise<Partial<ResultList>> {
  const asked = await askedTo(reading, meeting.id);
  const away = asked.filter((one) => !wasThere(one)).map(({ invitee, capacity }) => `${invitee}（${capacity}）`).join('、');
  const convenor = [meeting.first_convenor && `${meeting.first_convenor}（第一召集人）`, meeting.executive_convenor && `${meeting.executive_convenor}（执行召集人）`].filter(Boolean).join('、');
  return { convenor: convenor || null, present: byRole(asked.filter(wasThere)) || null, absent: away || null };
}

const HELD: readonly string[] = ['held', 'reported', 'closed'];

/** Begins the minutes and the list: each point that was agreed becomes a line of it, to be given a unit and a day. */
export async function beginList(act: Act, { consultation_id, ...said }: Begun, how: Circumstances): Promise<ResultList> {
  const meeting = await holdMeeting(act, consultation_id);
  if (!HELD.includes(meeting.state)) throw invalid({ consultation_id: `“${meeting.topic}”现在是“${consultation.states[meeting.state as 'planned'].label}”，登记已召开以后才整理成果清单。` });
  await expectFirst(act, meeting);
  const calendar = await workCalendarOf(act);
  const [leads, fileDays] = [await leadTimesOn(act, meeting.held_on), await parameterAt(act, 'results.file_days', meeting.held_on)];
  const by = (days: number) => workingDayAfter(calendar, meeting.held_on, days);
  const agreed = (await pointsOf(act, meeting.id)).filter(({ kind }) => kind === 'agreed');
  const row = await create<ResultList>(act, resultList, {
    ...ofMeeting(meeting), held_on: meeting.held_on, ...(await knownOf(act, meeting)), ...said, minutes_by: by(leads[kindOf(meeting.kind)].minutes), file_by: by(fileDays),
    objections_open: meeting.objections_open, tasks_n: agreed.length, tasks_open: agreed.length,
  }, how);
  await createMany<ResultTask>(act, resultTask, agreed.map((one, place) => ({ ...ofMeeting(meeting), result_id: row.id, listed_on: today(act), place: place + 1, task: one.point })), how);
  if (agreed.length > 0) await amend<Consultation>(act, consultation, meeting, { results_open: agreed.length }, { step: 'edit', relation: 'consequence', reason: '开始整理成果清单' });
  return row;
}

async function expectFirst(act: Act, { id, topic }: Consultation): Promise<void> {
  const { rows } = await sql`select from consultation_results where county_id = ${act.county} and consultation_id = ${id} and state <> 'void' limit 1`.execute(act.db);
  if (rows.length > 0) throw invalid({ consultation_id: `“${topic}”已经有一份成果清单，请在那一份上接着整理。` });
}

/** Of which consultation it is stays. */
export const correctList = async (_act: Act, row: ResultList, { consultation_id: _stays, ...said }: Partial<Begun>): Promise<Values<ResultList>> => ({ ...said, consultation_id: row.consultation_id });

/** The consultation to which a list belongs, changed by what happened to the list. */
async function tell(act: Act, row: ResultList, values: (meeting: Consultation) => Partial<Consultation> | Promise<Partial<Consultation>>, reason: string): Promise<void> {
  const meeting = await lock<Consultation>(act, consultation, row.consultation_id);
  await amend<Consultation>(act, consultation, meeting, await values(meeting), { step: 'edit', relation: 'consequence', reason });
}

const DAY_MS = 86_400_000;
const daysAfter = (day: string, days: number): string => dayOf(new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS));

const nextFollowUp = async (act: Act, day: string): Promise<string> => daysAfter(day, await parameterAt(act, 'results.follow_days', day));

function notBefore(field: string, day: string, earliest: string | null, what: string): string {
  if (earliest && day < earliest) throw invalid({ [field]: `${what}${earliest}，这个日期不能更早，请核对。` });
  return day;
}

/** 2026年第3号: the series of the county, a new one each year. */
export const filingWords = ({ filing_no, acknowledged_on }: Pick<ResultList, 'filing_no' | 'acknowledged_on'>): string | null =>
  filing_no && acknowledged_on ? `协商备〔${acknowledged_on.slice(0, 4)}〕${filing_no}号` : null;

/** Sent, it is the advice that the consultation reports: what nobody wrote yet follows from the points. */
async function reportedWith(act: Act, meeting: Consultation): Promise<Partial<Consultation>> {
  const advice = meeting.advice ?? (adviceFrom(await pointsOf(act, meeting.id)) || null);
  return { results_listed_at: act.at, advice, ...(meeting.state === 'held' && advice ? { state: 'reported' } : {}) };
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof resultList.steps, Effect<ResultList>>> = {
  async confirm(act, row, { confirmed_by, confirmed_on }: { confirmed_by: string; confirmed_on?: string }) {
    const day = notBefore('confirmed_on', happenedOn(act, 'confirmed_on', confirmed_on), row.held_on, '协商召开在');
    await tell(act, row, () => ({ minutes_at: act.at }), '纪要确认了');
    return { confirmed_by, confirmed_on: day };
  },
  async revise(act, row) {
    await tell(act, row, () => ({ minutes_at: null }), '纪要退回整理');
    return { confirmed_by: null, confirmed_on: null };
  },
  async send(act, row, { decider, sent_on }: { decider: string; sent_on?: string }) {
    const day = notBefore('sent_on', happenedOn(act, 'sent_on', sent_on), row.held_on, '协商召开在');
    await tell(act, row, (meeting) => reportedWith(act, meeting), '成果清单报送了');
    return { decider, sent_on: day, follow_on: await nextFollowUp(act, day) };
  },
  async file(act, row, { filed_on }: { filed_on?: string }) {
    const day = notBefore('filed_on', happenedOn(act, 'filed_on', filed_on), row.sent_on, '成果报送在');
    await tell(act, row, () => ({ filed_at: act.at }), '报县政协备案');
    return { filed_on: day };
  },
  async return(act, row) {
    await tell(act, row, () => ({ filed_at: null }), '备案退回补充');
    return { filed_on: null };
  },
  async acknowledge(act, row) {
    const day = today(act);
    const numbered = { filing_no: row.filing_no ?? (await nextNumber(act, `consultation_filing ${day.slice(0, 4)}`)), acknowledged_on: row.acknowledged_on ?? day };
    await tell(act, row, () => ({ filing_no: filingWords(numbered) }), '县政协收存备案');
    return numbered;
  },
  async close(act, row) {
    const { rows: [open] } = await sql<{ n: number }>`
      select count(*)::int as n from consultation_objections where county_id = ${act.county} and consultation_id = ${row.consultation_id} and state = 'open'`.execute(act.db);
    if (open!.n > 0) throw new Problem(422, 'not_ready', `还有${open!.n}条不同意见没有答复，不能销号。请先逐条答复。`);
    return { closed_on: today(act) };
  },
  reopen: async () => ({ closed_on: null }),
  async follow(act, row, { followed_on }: { followed_on?: string }) {
    const day = notBefore('followed_on', happenedOn(act, 'followed_on', followed_on), row.sent_on, '成果报送在');
    return { followed_on: day, follow_on: await nextFollowUp(act, day) };
  },
};
