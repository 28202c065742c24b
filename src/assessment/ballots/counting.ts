import { parameterAt } from '#plans/facts.ts';
import { assessment, type Assessment } from '#assessment/rounds/record.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import type { Effect, Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { differing, readCounts } from '#assessment/ballots/paper-counts.ts';
import { countsIn, outcomeOf, overfull, questionsIn, wrongIn, type Counts, type Numbers } from '#assessment/ballots/rules.ts';
import { ballot, type Ballot } from '#assessment/ballots/record.ts';
import { destroy, openUrn, usedOf } from '#assessment/ballots/slips/codes.ts';
import { keyForm } from '#assessment/ballots/slips/keys.ts';

interface Said extends Pick<Numbers, 'present_n' | 'issued_n' | 'received_n' | 'invalid_n'> {
  counts?: string;
  key_one?: string;
  key_two?: string;
}

const asJson = (counts: Counts) => JSON.stringify(counts) as unknown as Ballot['counts'];

/** What was counted. Without a quorum, or with more votes than were issued, the urn stays shut and nothing is told of what was voted. */
async function counting(act: Act, row: Ballot, said: Said): Promise<Values<Ballot>> {
  const emptied = row.slip_counts !== null;
  const used_n = emptied ? row.used_n! : await usedOf(act, row.id);
  const { present_n, issued_n, received_n, invalid_n } = said;
  const told = { present_n, issued_n, received_n, invalid_n };
  const numbers: Numbers = { ...told, asked_n: row.asked_n, used_n };
  const wrong = wrongIn(numbers);
  if (wrong) throw invalid(wrong);
  const quorum_percent = await parameterAt(act, 'ballot.quorum', row.held_on);
  const outcome = outcomeOf(numbers, quorum_percent);
  const common = { ...told, used_n, quorum_percent, outcome, counted_on: dayOf(act.at), counted_by: act.actor.personId };
  if (outcome !== 'valid') {
    await destroy(act, row.id);
    return { ...common, state: 'failed' };
  }
  const onPaper = papersOf(row, said);
  const slips = row.way === 'slips' && !emptied ? { slip_counts: asJson(await emptyUrn(act, row, used_n, [said.key_one, said.key_two])) } : {};
  await destroy(act, row.id);
  return { ...common, ...slips, counts: asJson(onPaper), state: received_n > 0 ? 'counted' : 'closed' };
}

/** The numbers on the papers; none of them says more than there are papers. */
function papersOf({ questions, answers }: Ballot, { counts, received_n, invalid_n }: Said): Counts {
  const asked = questionsIn(questions);
  if (received_n - invalid_n > 0 && !counts) throw invalid({ counts: '收回了纸质票，请填写各项票数。' });
  if (!counts) return asked.map(() => answers.map(() => 0));
  const read = readCounts(counts, asked, answers);
  const over = overfull(asked, read, received_n - invalid_n);
  if (over) throw invalid({ counts: `“${over.name}”各项票数加起来，比有效的纸质票${received_n - invalid_n}张还多，请核对。` });
  return read;
}

async function emptyUrn(act: Act, row: Ballot, used: number, [one, two]: [string | undefined, string | undefined]): Promise<Counts> {
  if (!one || !two) throw invalid({ [one ? 'key_two' : 'key_one']: '扫码投的票要两名监票人一起开箱，请两人各自填写自己的钥匙。' });
  const inside = await openUrn(act, row, [keyForm(one), keyForm(two)]);
  if (!inside) throw invalid({ key_one: '票箱没有打开：两把钥匙至少有一把不对。请两名监票人各自核对后再填。' });
  if (inside.used !== used) throw new Problem(409, 'urn_differs', `票箱里有${inside.used}张票，用过的投票码有${used}个，对不上，不能计票。请作废后重新测评，并请审计监督查看。`);
  return inside.counts;
}

/** The papers, counted by somebody else (`recount` is nobody's who entered the first) without looking at the first count. */
async function recounting(act: Act, row: Ballot, said: Said): Promise<Values<Ballot>> {
  const asked = questionsIn(row.questions);
  const number = (['present_n', 'issued_n', 'received_n', 'invalid_n'] as const).find((name) => said[name] !== row[name]);
  if (number) throw invalid({ [number]: '和第一遍数的不一样。请两名监票人一起再数一遍；第一遍数错的，点“重新点票”。' });
  const other = differing(asked, countsIn(row.counts), papersOf(row, said));
  if (other) throw invalid({ counts: `“${other.name}”和第一遍数的不一样。请两名监票人一起再数一遍；第一遍数错的，点“重新点票”。` });
  return { counted_on: dayOf(act.at) };
}

/** Once the chair meeting has decided on it, the points stand. */
async function dropping(act: Act, row: Ballot): Promise<void> {
  const about = await get<Assessment>(act, assessment, row.assessment_id);
  if (about.decided_on) throw new Problem(409, 'decided', '这次考核主席会议已经审定，测评不能再作废。分数有误的，请走申诉或者更正。');
  await destroy(act, row.id);
}

export const effects: Partial<Record<keyof typeof ballot.steps, Effect<Ballot>>> = { count: counting, recount: recounting, drop: dropping };
