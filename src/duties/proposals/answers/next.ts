import { sql } from 'kysely';
import { unitsOf } from '#platform/identity/actor.ts';
import { all, any, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { yetToCountersign } from '#duties/countersigning.ts';
import { proposalAnswer, type ProposalAnswer } from '#duties/proposals/answers/record.ts';
import { assistingDay } from '#duties/proposals/assigning/clock.ts';
import { handlers, roleOf, type HandlingRole } from '#duties/proposals/handled.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { assistingUnit, leadUnit, separateUnit } from '#duties/proposals/relations.ts';

/** What a unit does next with each proposal that it has in hand: one list, the nearest day first. */

export interface InHand {
  row: Proposal;
  unitId: string;
  role: HandlingRole;
  /** By when it is this unit's turn to be done: an assisting unit's opinion is due before the reply. */
  due: string | null;
  next: Next;
}

/** What comes next, where it is done, and whether it can be done from the list; `waits` when it is somebody else's turn. */
export interface Next {
  words: string;
  href: string;
  act?: 'accept' | 'countersign';
  waits?: true;
}

/** What the plan asks for before a letter goes out. */
export interface Asked {
  talks: number;
  shown: boolean;
  /** The last day of the proposer's days for a draft that was shown on a day. */
  lapsesAfter(shownOn: string): string;
  today: string;
}

const MOST = 300;

export async function inHandOf(reading: Reading): Promise<InHand[]> {
  const { actor } = reading;
  const mine = any(leadUnit.of(actor), separateUnit.of(actor), assistingUnit.of(actor));
  const rows = await list<Proposal>(reading, proposal, { where: all(mine, oneOf<Proposal>('state', ['assigned', 'disputed', 'accepted'])), order: [{ column: 'due_on' }], limit: MOST });
  const [written, talked, asked] = [await writtenOn(reading, rows), await talkedOn(reading, rows), await askedBy(reading)];
  const found = rows.flatMap((row) => handlers(row).filter((id) => unitsOf(actor).includes(id)).map((unitId) => ({ row, unitId, role: roleOf(row, unitId)! })));
  const inHand: InHand[] = [];
  const days = new Map<string, string | null>(); // many were assigned on the same day
  for (const one of found) {
    const key = `${one.row.id} ${one.unitId} ${one.row.round}`;
    const alike = [one.role, one.row.due_on, one.row.clock_from ?? one.row.assigned_on, one.row.round].join(' ');
    if (!days.has(alike)) days.set(alike, await dueFor(reading, one.row, one.role));
    inHand.push({ ...one, due: days.get(alike)!, next: nextOf(one.row, one.unitId, one.role, written.get(key), talked.get(key) ?? 0, asked) });
  }
  return inHand.toSorted((a, b) => (a.due ?? LAST).localeCompare(b.due ?? LAST));
}

/** After every day. */
const LAST = '9999-12-31';

/** An assisting opinion has days of its own from the assignment (domain rules 2.4), never beyond the reply's. */
export async function dueFor(reading: Reading, { due_on, clock_from, assigned_on, round }: Proposal, role: HandlingRole): Promise<string | null> {
  const from = clock_from ?? assigned_on;
  if (role !== 'assisting' || !from || round > 1) return due_on;
  const own = await assistingDay(reading, from);
  return due_on && due_on < own ? due_on : own;
}

async function askedBy(reading: Reading): Promise<Asked> {
  const day = today();
  const [calendar, draftDays] = [await workCalendarOf(reading), await parameterAt(reading, 'answers.draft_days', day)];
  return {
    talks: await parameterAt(reading, 'contacts.required', day), shown: (await parameterAt(reading, 'answers.draft', day)) === 'shown', today: day,
    lapsesAfter: (shownOn) => workingDayAfter(calendar, shownOn, draftDays),
  };
}

/** One unit's turn, or whose it is. */
export function nextOf(row: Proposal, unitId: string, role: HandlingRole, answer: ProposalAnswer | undefined, talks: number, asked: Asked): Next {
  const page = `/${proposal.path}/${row.id}`;
  if (role === 'assisting') return nextAssisting(row, unitId, answer, page);
  if (row.state === 'disputed') return { words: '等决定由谁办', href: page, waits: true };
  if (row.state === 'assigned' && role === 'lead') return { words: '签收', href: page, act: 'accept' };
  if (talks === 0 && asked.talks > 0 && !answer) return { words: '与提案人第一次沟通', href: `/proposal-contacts/new?proposal=${row.id}` };
  if (!answer) return { words: '拟写答复', href: page };
  return nextOfReply(row, answer, asked);
}

function nextAssisting(row: Proposal, unitId: string, answer: ProposalAnswer | undefined, page: string): Next {
  if (row.countersigned_ids.includes(unitId)) return { words: '已会签，等主办单位答复', href: page, waits: true };
  if (!answer) return { words: '写会办意见，或者直接会签', href: page, act: 'countersign' };
  return { words: answer.state === 'checked' ? '发出会办意见' : '签发会办意见', href: `/${proposalAnswer.path}/${answer.id}`, act: 'countersign' };
}

function nextOfReply(row: Proposal, answer: ProposalAnswer, asked: Asked): Next {
  const href = `/${proposalAnswer.path}/${answer.id}`;
  const at = (words: string): Next => ({ words, href });
  switch (answer.state) {
    case 'drafting': return asked.shown && !answer.shown_on ? at('写完答复，送提案人看稿') : at(answer.draft_view === 'disagree' ? '按提案人的意见改稿' : '写完答复，签发');
    case 'shown': {
      if (answer.draft_view === 'disagree') return at('提案人不同意，改稿');
      if (answer.draft_view || !asked.shown || asked.today > asked.lapsesAfter(answer.shown_on!)) return at('签发');
      return { words: `等提案人看稿（到${asked.lapsesAfter(answer.shown_on!)}）`, href, waits: true };
    }
    case 'signed': return { words: '等审核', href, waits: true };
    case 'checked': return yetToCountersign(row) > 0 ? { words: `等${yetToCountersign(row)}个会办单位会签`, href, waits: true } : at('发出答复');
    default: return { words: '已发出，等其他分办单位', href, waits: true };
  }
}

type Keyed<T> = ReadonlyMap<string, T>;

async function writtenOn(reading: Reading, rows: readonly Proposal[]): Promise<Keyed<ProposalAnswer>> {
  if (rows.length === 0) return new Map();
  const { rows: found } = await sql<ProposalAnswer>`
    select r.* from proposal_answers r
    where r.county_id = ${reading.county} and r.proposal_id = any(${rows.map(({ id }) => id)}::uuid[]) and r.unit_id = any(${unitsOf(reading.actor)}::uuid[]) and r.state <> 'void'`.execute(reading.db);
  return new Map(found.map((one) => [`${one.proposal_id} ${one.unit_id} ${one.round}`, one]));
}

async function talkedOn(reading: Reading, rows: readonly Proposal[]): Promise<Keyed<number>> {
  if (rows.length === 0) return new Map();
  const { rows: found } = await sql<{ proposal_id: string; unit_id: string; round: number; n: number }>`
    select proposal_id, unit_id, round, count(*)::int as n from proposal_contacts
    where county_id = ${reading.county} and proposal_id = any(${rows.map(({ id }) => id)}::uuid[]) and state = 'noted' group by proposal_id, unit_id, round`.execute(reading.db);
  return new Map(found.map(({ proposal_id, unit_id, round, n }) => [`${proposal_id} ${unit_id} ${round}`, n]));
}
