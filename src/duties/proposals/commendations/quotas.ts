import { sql } from 'kysely';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { parameterAt } from '#plans/facts.ts';
import { citedFor } from '#duties/proposals/assigning/clock.ts';
import type { Commendation } from '#duties/proposals/commendations/record.ts';
import type { CommendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { awardKinds, awardUnits, type AwardKind } from '#duties/proposals/commendations/words.ts';

/** How many may be commended, as the plan says on the day of the decision (domain rules 2.8): shares with their base. */
export interface Quotas {
  most: Readonly<Record<AwardKind, number>>;
  /** Each in words: 不超过立案112件的5%，最多5件. */
  words: Readonly<Record<AwardKind, string>>;
  collectiveShare: number;
}

const WHOLE = 100;

/** A share of few is less than one; one may be commended all the same, unless the plan says none. */
const shareOf = (base: number, share: number): number => (share === 0 || base === 0 ? 0 : Math.max(1, Math.floor((base * share) / WHOLE)));

export async function quotasOf(reading: Reading, { from_on, until_on }: Pick<CommendationRound, 'from_on' | 'until_on'>, day: string): Promise<Quotas> {
  const { rows: [base] } = await sql<{ filed: number; units: number }>`
    select count(*)::int as filed, (select count(distinct unit)::int from (
        select lead_unit_id as unit from proposals where county_id = ${reading.county} and disposition = 'filed' and submitted_on between ${from_on}::date and ${until_on}::date and lead_unit_id is not null
        union select unnest(separate_ids || assisting_ids) from proposals where county_id = ${reading.county} and disposition = 'filed' and submitted_on between ${from_on}::date and ${until_on}::date) handled) as units
    from proposals where county_id = ${reading.county} and disposition = 'filed' and submitted_on between ${from_on}::date and ${until_on}::date`.execute(reading.db);
  const { filed, units } = base!;
  const [proposals, ofUnits, persons] = [await parameterAt(reading, 'awards.proposals_share', day), await parameterAt(reading, 'awards.units_share', day), await parameterAt(reading, 'awards.persons_most', day)];
  const most = { proposal: shareOf(filed, proposals), unit: shareOf(units, ofUnits), person: persons };
  return {
    most,
    words: { proposal: `不超过立案${filed}件的${proposals}%，最多${most.proposal}件`, unit: `不超过承办单位${units}个的${ofUnits}%，最多${most.unit}个`, person: `最多${persons}人` },
    collectiveShare: await parameterAt(reading, 'awards.collective_share', day),
  };
}

/** @throws Problem 422 when more are to be commended than the plan allows, or too few of them are of bodies. */
export async function expectWithin(act: Act, round: CommendationRound, rows: readonly Pick<Commendation, 'kind' | 'collective'>[], day: string): Promise<void> {
  const { most, words, collectiveShare } = await quotasOf(act, round, day);
  const cited = await citedFor(act, day);
  for (const kind of Object.keys(awardKinds) as AwardKind[]) {
    const n = rows.filter((row) => row.kind === kind).length;
    if (n > most[kind]) throw new Problem(422, 'over_quota', `按${cited}，${awardKinds[kind]}${words[kind]}，现在勾选了${n}${awardUnits[kind]}。请减少${n - most[kind]}${awardUnits[kind]}。`);
  }
  const excellent = rows.filter(({ kind }) => kind === 'proposal');
  const needed = Math.ceil((excellent.length * collectiveShare) / WHOLE);
  const collective = excellent.filter((row) => row.collective).length;
  if (collective < needed) throw invalid({ ids: `按${cited}，优秀提案中集体提案不少于${collectiveShare}%：${excellent.length}件里至少要有${needed}件，现在是${collective}件。` });
}
