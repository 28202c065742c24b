import { sql } from 'kysely';
import { heading, paragraph, type AddressPaper, type Block, type Table } from '#platform/documents/model.ts';
import type { Reading } from '#platform/records/act.ts';
import { printedDay } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import type { Session } from '#duties/proposals/numbers.ts';
import { sessionWords } from '#duties/proposals/sections.tsx';
import { proposerKinds, refusalGrounds } from '#duties/proposals/words.ts';

/** 提案审查报告: what came in for a session and what became of it, each number with what it counts (domain rules 2.2, 2.8). */

interface Count {
  key: string;
  n: number;
}

export interface ReviewNumbers {
  received: number;
  filed: number;
  merged: number;
  groups: number;
  converted: number;
  letters: number;
  refused: number;
  returned: number;
  waiting: number;
  /** First proposers and co-signers, each once; and as often as they signed. */
  persons: number;
  signatures: number;
  bodies: number;
  byKind: Count[];
  byCategory: Count[];
  byGround: Count[];
  convention: 'filed_only' | 'with_merged';
}

type Totals = Omit<ReviewNumbers, 'byKind' | 'byCategory' | 'byGround' | 'convention'>;

/** Session proposals only: ordinary ones of the year are reported by the year. */
export async function reviewNumbers(reading: Reading, { term, session }: Session, day: string): Promise<ReviewNumbers> {
  const those = sql`proposals p where p.county_id = ${reading.county} and p.term = ${term} and p.session = ${session} and p.time_class = 'session' and p.state not in ('draft', 'withdrawn')`;
  const { rows: [totals] } = await sql<Totals>`
    with those as materialized (select p.* from ${those}),
      signed as (select unnest(cosigner_ids || case when member_id is null then '{}'::uuid[] else array[member_id] end) as member from those)
    select count(*)::int as received, (count(*) filter (where disposition = 'filed'))::int as filed, (count(*) filter (where disposition = 'merged'))::int as merged,
      (count(distinct merged_root_id) filter (where disposition = 'merged'))::int as groups, (count(*) filter (where disposition = 'converted'))::int as converted,
      (count(*) filter (where disposition = 'letter'))::int as letters, (count(*) filter (where disposition = 'refused'))::int as refused,
      (count(*) filter (where state = 'returned'))::int as returned, (count(*) filter (where state = 'submitted'))::int as waiting,
      (select count(distinct member)::int from signed) as persons, (select count(member)::int from signed) as signatures,
      (count(distinct proposer_key) filter (where member_id is null and proposer_kind not in ('member', 'joint')))::int as bodies
    from those`.execute(reading.db);
  const by = async (column: string): Promise<Count[]> => (await sql<Count>`
    select coalesce(${sql.ref(`p.${column}`)}, '') as key, count(*)::int as n from ${those} ${column === 'refusal_ground' ? sql`and p.disposition = 'refused'` : sql``}
    group by 1 order by n desc, 1 limit 100`.execute(reading.db)).rows;
  return { ...totals!, byKind: await by('proposer_kind'), byCategory: await by('category'), byGround: await by('refusal_ground'), convention: await parameterAt(reading, 'filing_rate.convention', day) };
}

interface Written {
  session: Session;
  committee: string;
  bodyName: string;
  date: string;
}

export function reviewReport(numbers: ReviewNumbers, { session, committee, bodyName, date }: Written): AddressPaper {
  const words = sessionWords(session);
  return {
    layout: 'address', title: `关于${words}提案审查情况的报告`, byline: `${bodyName}${committee}　${printedDay(date)}`, date, organ: bodyName,
    blocks: [
      paragraph(`${words}期间，广大政协委员和参加政协的各党派、团体围绕全县中心工作和群众关心的问题踊跃提出提案。${committee}按照提案工作条例和本县方案逐件审查，现将情况报告如下。`),
      heading(1, '收到提案的情况'),
      paragraph(`共收到大会提案${numbers.received}件。${kindWords(numbers)}`),
      paragraph(`参加提案的委员${numbers.persons}人、${numbers.signatures}人次（第一提案人和联名人都计）${numbers.bodies > 0 ? `；提出集体提案的单位${numbers.bodies}个` : ''}。`),
      ...(numbers.byCategory.length > 0 ? [paragraph('按类别分：'), table('类别', numbers.byCategory, numbers.received, (key) => key || '未分类')] : []),
      heading(1, '审查的结果'),
      paragraph(outcomeWords(numbers)),
      paragraph(rateWords(numbers)),
      ...refusals(numbers),
      heading(1, '下一步工作'),
      paragraph('审查结果将逐件告知提案人；立案的提案交有关单位办理，并案的原件全部保留、逐一答复；转社情民意信息和作委员来信处理的，按各自的渠道办理。'),
    ],
  };
}

function kindWords({ byKind, received }: ReviewNumbers): string {
  const own = byKind.filter(({ key }) => key === 'member' || key === 'joint').reduce((sum, { n }) => sum + n, 0);
  const parts = byKind.map(({ key, n }) => `${proposerKinds[key as 'member'] ?? key}${n}件`);
  return received === 0 ? '' : `其中委员提案（含联名）${own}件，集体提案${received - own}件。按提案者分：${parts.join('，')}。`;
}

function outcomeWords({ received, filed, merged, groups, converted, letters, refused, returned, waiting }: ReviewNumbers): string {
  const parts: [number, string][] = [
    [filed, `单独立案${filed}件`], [merged, `并案${merged}件，并入${groups}件主案`], [converted, `转社情民意信息${converted}件`], [letters, `作委员来信处理${letters}件`],
    [refused, `不予立案${refused}件`], [returned, `退回修改${returned}件`], [waiting, `尚在审查${waiting}件`],
  ];
  return `收到的${received}件提案中，${parts.filter(([n]) => n > 0).map(([, words]) => words).join('；') || '还没有审查结果'}。实际交办${filed}件，答复${filed + merged}件原件。`;
}

/** Both counting conventions are in use (domain rules 2.2): the base and the convention are printed. */
function rateWords({ received, filed, merged, convention }: ReviewNumbers): string {
  if (received === 0) return '';
  const counted = convention === 'with_merged' ? filed + merged : filed;
  return `立案率${((counted / received) * 100).toFixed(2)}%（${convention === 'with_merged' ? '立案和并案' : '单独立案，不含并案'}${counted}件，除以收到${received}件）。`;
}

function refusals({ byGround, refused }: ReviewNumbers): Block[] {
  if (refused === 0) return [];
  return [paragraph('不予立案的情形：'), table('情形', byGround, refused, (key) => refusalGrounds[key as 'empty'] ?? (key || '没有写明'))];
}

const table = (label: string, counts: readonly Count[], base: number, words: (key: string) => string): Table => ({
  kind: 'table',
  columns: [{ label, share: 5, align: 'left' }, { label: '件数', share: 2, align: 'right' }, { label: `占${base}件的`, share: 2, align: 'right' }],
  rows: counts.map(({ key, n }) => [words(key), String(n), `${((n / base) * 100).toFixed(1)}%`]),
});
