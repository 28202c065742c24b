import { sql } from 'kysely';
import type { Scope } from '#platform/figures/count.ts';
import { figure, ratio, type Derived, type Figure } from '#platform/figures/figure.ts';
import { all, always, between, is, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { publication } from '#duties/proposals/publishing/record.ts';
import type { Standing } from '#duties/proposals/publishing/words.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** One reply of a proposal that was answered, and where the proposal stands on its way to everybody; of several replies the first stands for the proposal. */
export interface ReplyStanding {
  proposal_id: string;
  proposal_no: number | null;
  time_class: string;
  title: string;
  category: string | null;
  unit_id: string | null;
  submitted_on: string;
  replied_on: string;
  first: boolean;
  standing: Standing;
  publication_id: string | null;
  publish_by: string | null;
  published_on: string | null;
  /** Why not: the proposer's words, or the code of the ground. */
  why: string | null;
  ground: string | null;
  /** Answered again after the public text was written. */
  outdated: boolean;
}

/** More replies than this a county's proposals do not have. */
const MOST = 20_000;

/** Who does not want it there comes first: without the proposer's consent nothing else counts. */
const standingNow = sql<Standing>`case
  when p.state = 'published' and r.public_ok then 'published'
  when not r.public_ok then 'proposer'
  when p.state = 'withdrawn' then 'withdrawn'
  when p.state = 'withheld' then coalesce(p.withheld_by, 'office')
  when p.state in ('draft', 'unit_review', 'office_review') then p.state
  when l.closed then 'unit'
  else 'none' end`;

async function replyStandings(reading: Reading, scope: Scope): Promise<ReplyStanding[]> {
  const within = all<Proposal>(is<Proposal>('disposition', 'filed'), scope.from || scope.to ? between<Proposal>('submitted_on', scope.from, scope.to) : always, scope.committee ? is<Proposal>('committee_id', scope.committee) : always);
  const letters = sql`${source(reading, 'proposal_answers', 'a')} where a.county_id = r.county_id and a.proposal_id = r.id and a.state = 'sent' and a.role <> 'assisting'`;
  const { rows } = await sql<ReplyStanding>`
    select r.id as proposal_id, r.proposal_no, r.time_class, r.title, r.category, r.submitted_on, r.replied_on, coalesce(one.unit_id, r.lead_unit_id) as unit_id, coalesce(one.place, 1) = 1 as first,
      ${standingNow} as standing, p.id as publication_id, p.publish_by, p.published_on, case when r.public_ok then p.ground end as ground, case when not r.public_ok then r.public_why end as why,
      p.state is not null and p.replied_on <> r.replied_on as outdated
    from ${source(reading, proposal.table, 'r')}
    left join ${source(reading, publication.table, 'p')} on p.county_id = r.county_id and p.proposal_id = r.id
    left join lateral (select a.unit_id, row_number() over (order by a.sent_on, a.id) as place from ${letters} and a.round = (select max(a.round) from ${letters})) as one on true
    left join lateral (select bool_or(a.openness <> 'open') as closed from ${letters} and a.round = (select max(a.round) from ${letters})) as l on true
    where ${among<Proposal>(reading, proposal, within)} and r.replied_on is not null
    order by r.replied_on desc, r.id desc, one.place limit ${MOST}`.execute(reading.db);
  return rows;
}

export const standingOfReplies: Derived<ReplyStanding> = { path: 'publications/standing', rows: replyStandings };

const standingFigure = (name: string, label: string, definition: string, ...where: Predicate<ReplyStanding>[]): Figure<ReplyStanding> =>
  figure<ReplyStanding>({ name, label, definition, where: all(...where), record: 'reply_standing', derived: standingOfReplies, day: 'submitted_on', unit: '件' });

const proposals = is<ReplyStanding>('first', true);
const standing = (one: Standing): Predicate<ReplyStanding> => is<ReplyStanding>('standing', one);

/** By the day on which the proposal was handed in, like every other figure of proposals. */
const answered = standingFigure('publications_answered', '已答复的立案提案', '期间内提交、单独立案并已答复的提案件数：公开率的分母。', proposals);
const published = standingFigure('proposals_published', '公开的提案', '期间内提交的提案中，提案和答复现在可以在公开页上看到的件数；撤下的不计。', proposals, standing('published'));
const repliesPublished = standingFigure('replies_published', '公开的答复', '期间内提交的提案中，现在可以在公开页上看到的答复件数；分办的，每个单位的答复各计一件。', standing('published'));
const withheldByProposer = standingFigure('publications_without_consent', '提案人不同意公开', '期间内提交、已答复的提案中，提案人没有同意公开的件数；没有表态的算不同意。', proposals, standing('proposer'));
const withheldByUnit = standingFigure('publications_withheld_by_unit', '承办单位不公开', '期间内提交、已答复、提案人同意公开的提案中，承办单位定为依申请公开、不公开，或保密审查没有通过的件数。', proposals, standing('unit'));
const withheldByOffice = standingFigure('publications_withheld_by_office', '县政协审核不公开', '期间内提交、已答复、提案人同意公开的提案中，县政协审核定为不公开的件数。', proposals, standing('office'));
const withdrawn = standingFigure('publications_withdrawn', '公开后撤下', '期间内提交、公开过的提案中，现在已撤下的件数；提案人收回同意的，计入提案人不同意。', proposals, standing('withdrawn'));

export const figures: readonly Figure<ReplyStanding>[] = [answered, published, repliesPublished, withheldByProposer, withheldByUnit, withheldByOffice, withdrawn];

export const ratios = [
  ratio({
    name: 'publication_rate', label: '提案公开率', definition: '公开的提案占已答复的立案提案的百分比。', numerator: published.name, denominator: answered.name, decimals: 1,
    convention: '提案人不同意、单位不公开的也在分母里；还没有答复的不在',
  }),
];
