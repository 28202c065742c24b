import { percentage } from '#platform/figures/percentage.ts';
import { ratioOn, type Figure, type Ratio } from '#platform/figures/figure.ts';
import { heading, paragraph, type AddressPaper, type Block, type Table } from '#platform/documents/model.ts';
import { program } from '#platform/identity/actor.ts';
import { all, is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { printedDay } from '#platform/time.ts';
import {
  filingRate, proposalBodies, proposalsConverted, proposalsFiled, proposalsFiledOrMerged, proposalsMerged, proposalsReceived, proposalsRefused,
} from '#duties/proposals/facts.ts';
import type { Session } from '#duties/proposals/numbers.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { mergeGroups, proposalsAsLetters, proposalsReturned, proposalsUnderReview } from '#duties/proposals/review/facts.ts';
import { sessionWords } from '#duties/proposals/sections.tsx';
import { divide, type Share } from '#duties/proposals/statistics/breakdown.ts';
import { byCategory, byGround, byProposerKind, type Dimension } from '#duties/proposals/statistics/dimensions.ts';
import { NONE } from '#platform/figures/dimension.ts';
import { signaturesGiven, signers } from '#duties/proposals/statistics/figures.ts';
import { ofSitting } from '#duties/proposals/statistics/span.ts';
import { numbersAmong } from '#duties/proposals/statistics/statistics.ts';
import { proposerKinds, refusalGrounds } from '#duties/proposals/words.ts';

/** 提案审查报告: what came in for a session and what became of it, by the very figures of the statistics, each number with what it counts (domain rules 2.2, 2.8). */

interface Count {
  key: string;
  n: number;
}

const told = {
  received: proposalsReceived, filed: proposalsFiled, merged: proposalsMerged, groups: mergeGroups, converted: proposalsConverted, letters: proposalsAsLetters, refused: proposalsRefused,
  returned: proposalsReturned, waiting: proposalsUnderReview, persons: signers, signatures: signaturesGiven, bodies: proposalBodies,
} satisfies Record<string, Figure>;

export interface ReviewNumbers extends Record<keyof typeof told, number> {
  byKind: Count[];
  byCategory: Count[];
  byGround: Count[];
  /** The rate that the county prints, by its own convention, with what it divides. */
  rate: Pick<Ratio, 'convention' | 'decimals'> & { numerator: number };
}

/** Session proposals only: ordinary ones of the year are reported by the year. */
export async function reviewNumbers(plain: Reading, session: Session, day: string): Promise<ReviewNumbers> {
  const reading = { ...plain, actor: program(plain.county) }; // the same numbers for everybody who prints it: reviewers do not see proposals before these are filed
  const among = all(ofSitting(session), is<Proposal>('time_class', 'session'));
  const numbers = await numbersAmong(reading, [...Object.values(told), proposalsFiledOrMerged], among);
  const by = async (dimension: Dimension, figure: typeof proposalsReceived): Promise<Count[]> => (await divide(reading, dimension, [figure], among)).map((share) => countOf(share, figure));
  const { numerator, convention, decimals } = await ratioOn(reading, filingRate, day);
  return {
    ...(Object.fromEntries(Object.entries(told).map(([key, { name }]) => [key, numbers.get(name)!])) as Record<keyof typeof told, number>),
    byKind: await by(byProposerKind, proposalsReceived), byCategory: await by(byCategory, proposalsReceived), byGround: await by(byGround, proposalsRefused),
    rate: { convention, decimals, numerator: numbers.get(numerator)! },
  };
}

const countOf = ({ key, numbers }: Share, { name }: Figure): Count => ({ key: key === NONE ? '' : key, n: numbers.get(name)! });

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
function rateWords({ received, rate: { numerator, decimals, convention } }: ReviewNumbers): string {
  const rate = percentage(numerator, received, decimals);
  return rate === undefined ? '' : `立案率${rate}（${numerator}件除以收到的${received}件，${convention}）。`;
}

function refusals({ byGround, refused }: ReviewNumbers): Block[] {
  if (refused === 0) return [];
  return [paragraph('不予立案的情形：'), table('情形', byGround, refused, (key) => refusalGrounds[key as 'empty'] ?? (key || '没有写明'))];
}

const table = (label: string, counts: readonly Count[], base: number, words: (key: string) => string): Table => ({
  kind: 'table',
  columns: [{ label, share: 5, align: 'left' }, { label: '件数', share: 2, align: 'right' }, { label: `占${base}件的`, share: 2, align: 'right' }],
  rows: counts.map(({ key, n }) => [words(key), String(n), percentage(n, base, 1) ?? '']),
});
