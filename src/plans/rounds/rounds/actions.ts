import { committeesNow } from '#institutions/facts.ts';
import { finding, type Finding } from '#plans/rounds/findings/record.ts';
import { round, type Round } from '#plans/rounds/rounds/record.ts';
import { sampleOf } from '#plans/rounds/rounds/sample.ts';
import { pointsIn } from '#plans/rounds/visits/checks.ts';
import { roundVisit, type RoundVisit } from '#plans/rounds/visits/record.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { count } from '#platform/records/read.ts';
import { create, createMany, type Circumstances, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';

export async function enterRound(act: Act, values: Values<Round>, how: Circumstances): Promise<Round> {
  expectSound(values);
  return create<Round>(act, round, { ...values, committee_ids: values.committee_ids ?? [] }, how);
}

export async function correctRound(_act: Act, row: Round, values: Values<Round>): Promise<Values<Round>> {
  expectSound({ ...row, ...values });
  return { ...values, committee_ids: values.committee_ids ?? row.committee_ids };
}

/** A checklist is gone through point by point: more than this nobody does at one visit. */
const MOST_POINTS = 30;

function expectSound({ points = '', from_day, to_day, sampling, sample_size, seed, committee_ids }: Values<Round>): void {
  if (from_day && to_day && to_day < from_day) throw invalid({ to_day: `结束日期不能早于开始日期（${from_day}）。` });
  const asked = pointsIn(points);
  const twice = asked.find((point, place) => asked.indexOf(point) < place);
  if (twice) throw invalid({ points: `“${twice}”写了两次，请删去一行。` });
  if (asked.length > MOST_POINTS) throw invalid({ points: `督查内容最多写${MOST_POINTS}项，现在有${asked.length}项，请合并一些。` });
  if (sampling === 'random' && !sample_size) throw invalid({ sample_size: '随机抽取的，请填写抽取几个。' });
  if (sampling === 'random' && !seed) throw invalid({ seed: '随机抽取的，请填写种子，结果才能复核。' });
  if (sampling === 'chosen' && !committee_ids?.length) throw invalid({ committee_ids: '指定的，请选择要督查的联络委。' });
}

/** Fixes the sample and opens a visit for each committee of it. */
export async function drawing(act: Act, row: Round): Promise<Values<Round>> {
  const among = (await committeesNow(act)).map(({ id }) => id);
  const committee_ids = drawn(row, among);
  if (committee_ids.length === 0) throw new Problem(422, 'no_committees', '没有可以督查的联络委。请先登记联络委，或重新选择。');
  await createMany<RoundVisit>(act, roundVisit, committee_ids.map((committee_id) => ({ round_id: row.id, committee_id })));
  return { committee_ids, drawn_from: among, drawn_on: dayOf(act.at) };
}

function drawn({ sampling, sample_size, seed, committee_ids }: Round, among: readonly string[]): string[] {
  if (sampling === 'random') return sampleOf(among, sample_size!, seed!);
  return sampling === 'all' ? [...among] : committee_ids.filter((id) => among.includes(id));
}

/** A round is closed when every committee was visited and everything found is put right. */
export async function closing(act: Act, row: Round): Promise<void> {
  const visits = await count(act, roundVisit, all(is<RoundVisit>('round_id', row.id), is<RoundVisit>('state', 'planned')));
  const open = await count(act, finding, all(is<Finding>('round_id', row.id), oneOf<Finding>('state', ['found', 'mended'])));
  if (visits + open > 0) throw new Problem(422, 'not_ready', `还有${visits}个联络委没有走访、${open}个问题没有销号，办完再办结。`);
}
