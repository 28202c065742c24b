import { sql } from 'kysely';
import { committeeChoices, memberChoices, sectorChoices, unitChoices } from '#institutions/facts.ts';
import { member } from '#institutions/members/record.ts';
import type { Choices, Surroundings } from '#platform/http/resource.tsx';
import { parameterAt } from '#plans/facts.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Visit } from '#platform/http/visit.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { itemsOf, type MadeItem } from '#duties/crossings/facts.ts';
import { handingAround, type Handing } from '#duties/proposals/assigning/around.ts';
import { mergeable, mergedUnder } from '#duties/proposals/merging.ts';
import { nameAlone } from '#duties/named.ts';
import { sessionNow, type Session } from '#duties/proposals/numbers.ts';
import { ratingsShown, type RatingsShown } from '#duties/proposals/ratings/around.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import type { KeySelection } from '#duties/proposals/keys/record.ts';
import { awardsOf } from '#duties/proposals/commendations/shown.tsx';
import { selectionsOfProposal } from '#duties/proposals/keys/trail.tsx';
import type { Undertaking } from '#duties/proposals/undertakings/record.ts';
import { undertakingsOf } from '#duties/proposals/undertakings/shown.tsx';
import { reviewedAround, type Reviewed } from '#duties/proposals/review/around.ts';
import { invitationsOf } from '#duties/proposals/cosigning/waiting.ts';
import { precheck, type Precheck } from '#duties/proposals/drafting/precheck.tsx';
import { handlingOf, type HandlingShown } from '#duties/proposals/answers/on-proposal.tsx';
import { placeOn } from '#duties/proposals/plenaries/facts.ts';
import { sittingsKnown } from '#duties/proposals/statistics/sittings.ts';

/** What belongs to one proposal and stands on its page. */
export interface Related {
  /** The one it was merged into, and the one that is handled for it. */
  into?: Proposal;
  root?: Proposal;
  /** The originals that it answers besides itself. */
  under: Proposal[];
  /** Replies and ratings of earlier rounds of handling, oldest first. */
  earlier: Proposal[];
  ratings?: RatingsShown;
  undertakings: Undertaking[];
  /** Years in which it was nominated or supervised as a key proposal. */
  keys: KeySelection[];
  awards: Awaited<ReturnType<typeof awardsOf>>;
}

export interface Around extends Surroundings {
  members: ReadonlyMap<string, string>;
  units: ReadonlyMap<string, string>;
  committees: ReadonlyMap<string, string>;
  /** On the list: those that were ever used. */
  categories: string[];
  /** The sessions that have proposals, the newest first. */
  sittings: readonly Session[];
  /** On the list: how many of those that the person sees stand in each state. */
  standing: ReadonlyMap<string, number>;
  /** Proposals that the person is invited to co-sign. */
  invitations: Proposal[];
  session: Session;
  /** Plenaries are registered: session and class follow from the day of submission. */
  placed: boolean;
  /** Of a draft: what is missing in it, and which others are like it. */
  precheck?: Precheck;
  /** How many working days before its reply is due a proposal begins to press. */
  nearDays: number;
  reviewed: Reviewed;
  handing: Handing;
  related?: Related;
  /** Talks with the proposer and letters of the units. */
  handling?: HandlingShown;
  /** The opinion items made of one that was converted. */
  items: MadeItem[];
}

const MOST = 50;

export async function aroundProposals(reading: Reading, rows: readonly Proposal[], visit?: Pick<Visit, 'param'>): Promise<Around> {
  const [committees, members, units] = [await committeeChoices(reading), await memberChoices(reading), await unitChoices(reading)];
  const [row] = rows;
  const onList = visit?.param('id') === '';
  const alone = rows.length === 1 && row ? row : undefined;
  const choices: Choices = { committee: committees, member: members, unit: units, sector: await sectorChoices(reading), proposal: alone && ['submitted', 'filed'].includes(alone.state) ? await targets(reading, alone) : [] };
  return {
    choices,
    members: new Map([...(await formerMembers(reading, rows)), ...members.map(({ value, label }): [string, string] => [value, nameAlone(label)])]),
    units: new Map(units.map(({ value, label }) => [value, label])),
    committees: new Map(committees.map(({ value, label }) => [value, label])),
    categories: onList ? await categoriesUsed(reading) : [],
    sittings: await sittingsKnown(reading),
    standing: onList ? await countByState(reading) : new Map(),
    invitations: await invitationsOf(reading),
    session: await sessionNow(reading),
    placed: (await placeOn(reading, today())) !== undefined,
    precheck: alone && ['draft', 'returned'].includes(alone.state) ? await precheck(reading, alone, alone.id) : undefined,
    reviewed: await reviewedAround(reading, alone),
    handing: await handingAround(reading, alone),
    nearDays: await parameterAt(reading, 'light.near_days', today()),
    related: alone && (await relatedTo(reading, alone)),
    handling: alone && (await handlingOf(reading, alone)),
    items: alone?.state === 'converted' ? await itemsOf(reading, 'proposal_id', alone.id) : [],
  };
}

const targets = async (reading: Reading, row: Proposal) =>
  (await mergeable(reading)).filter(({ id }) => id !== row.id).map(({ id, proposal_no: number, title }) => ({ value: id, label: `第${number}号 ${title}` }));

/** Names of first proposers and co-signers who are no longer members. */
async function formerMembers(reading: Reading, rows: readonly Proposal[]): Promise<[string, string][]> {
  const ids = [...new Set(rows.flatMap((row) => [...row.cosigner_ids, ...row.invited_ids]))];
  if (ids.length === 0) return [];
  const found = await list(reading, member, { where: oneOf('id', ids), limit: ids.length });
  return found.map(({ id, name }) => [id, name]);
}

/** One step of the index for each, however many proposals there are. */
async function categoriesUsed(reading: Reading): Promise<string[]> {
  const { rows } = await sql<{ category: string }>`
    with recursive known as (
      (select category from proposals where county_id = ${reading.county} and category is not null order by category limit 1)
      union all
      select later.category from known cross join lateral (
        select p.category from proposals p where p.county_id = ${reading.county} and p.category > known.category order by p.category limit 1) as later
    )
    select category from known limit ${MOST}`.execute(reading.db);
  return rows.map(({ category }) => category);
}

async function countByState(reading: Reading): Promise<Map<string, number>> {
  const { rows } = await sql<{ state: string; n: string }>`
    select r.state, count(*) as n from proposals r where ${among(reading, proposal)} group by r.state`.execute(reading.db);
  return new Map(rows.map(({ state, n }) => [state, Number(n)]));
}

async function relatedTo(reading: Reading, row: Proposal): Promise<Related> {
  return {
    into: row.merged_into_id ? await find(reading, proposal, row.merged_into_id) : undefined,
    root: row.merged_root_id ? await find(reading, proposal, row.merged_root_id) : undefined,
    under: await mergedUnder(reading, row.id),
    earlier: row.round > 1 ? await earlierRounds(reading, row) : [],
    ratings: await ratingsShown(reading, row),
    undertakings: await undertakingsOf(reading, row),
    keys: await selectionsOfProposal(reading, row),
    awards: await awardsOf(reading, row),
  };
}

/** The last rated version of each round before this one. */
async function earlierRounds(reading: Reading, row: Proposal): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    select distinct on (r.round) r.* from proposals_history r
    where r.county_id = ${reading.county} and r.id = ${row.id} and r.state = 'rated' and r.round < ${row.round}
    order by r.round, r.version desc`.execute(reading.db);
  return rows;
}
