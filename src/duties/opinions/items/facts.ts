import { sql } from 'kysely';
import { allOf, claim, type Finding } from '#platform/figures/claim.ts';
import type { Scope } from '#platform/figures/count.ts';
import { figure } from '#platform/figures/figure.ts';
import { all, is, not, oneOf, present } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { spansDue } from '#plans/obligations/facts.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';

const sent = oneOf<OpinionItem>('state', ['submitted', 'reviewed', 'edited', 'checked', 'signed', 'issued', 'merged', 'unused']);
/** Domain rules 3.4: an opinion converted from a proposal does not count twice where the plan says so. Which it was is written down when it is sent in. */
const countedHere = not(is<OpinionItem>('counted_as_proposal', true));
const notTwice = '由提案转来、按方案算在提案里的不计。';
const reported = all(sent, countedHere);
const compiled = all(oneOf<OpinionItem>('state', ['edited', 'checked', 'signed', 'issued']), countedHere);
/** On its way or arrived, and neither set aside nor merged into another. */
const under = all(oneOf<OpinionItem>('state', ['submitted', 'reviewed', 'edited', 'checked', 'signed', 'issued']), countedHere);
/** A year alone does not show in which month it was reported. */
const inAMonth = all(sent, oneOf<OpinionItem>('precision', ['day', 'month']));
const counts = { record: opinionItem.name, day: 'submitted_on', committee: 'committee_id', unit: '条' } as const;

export const itemsSubmitted = figure<OpinionItem>({
  ...counts,
  name: 'opinion_items_submitted',
  label: '报送社情民意信息',
  definition: `报送日期在期间内的社情民意信息条数，采用与否都计，合编的原件各计一条；草稿、已撤回和退回修改的不计。${notTwice}`,
  where: reported,
});

export const itemsEdited = figure<OpinionItem>({
  ...counts,
  name: 'opinion_items_edited',
  label: '整理编辑社情民意信息',
  definition: `报送日期在期间内、已采编（含已核稿、已签发）或已印发的社情民意信息条数；未采用的不计，几条台账或几条信息合编的计一条。${notTwice}`,
  where: compiled,
});

export const itemsToTownship = figure<OpinionItem>({
  ...counts,
  name: 'items_to_township',
  label: '报同级党委、政府协调办理',
  definition: '报送日期在期间内、报送去向为“报同级党委、政府”的社情民意信息条数；未采用和并入别条的不计。' + notTwice,
  where: all(under, is<OpinionItem>('route', 'township')),
});

export const itemsToCounty = figure<OpinionItem>({
  ...counts,
  name: 'items_to_county',
  label: '报县政协转呈县委、县政府签批办理',
  definition: '报送日期在期间内、报送去向为“报县政协转呈”的社情民意信息条数；未采用和并入别条的不计，走“直通车”的另计。' + notTwice,
  where: all(under, is<OpinionItem>('route', 'county')),
});

export const itemsDirect = figure<OpinionItem>({
  ...counts,
  name: 'items_direct',
  label: '社情民意信息“直通车”',
  definition: '报送日期在期间内、报送去向为“直通车”的社情民意信息条数；未采用和并入别条的不计。' + notTwice,
  where: all(under, is<OpinionItem>('route', 'direct')),
});

export const itemsIssued = figure<OpinionItem>({
  ...counts,
  day: 'issued_on',
  name: 'opinion_items_issued',
  label: '印发社情民意信息',
  definition: '印发日期在期间内的社情民意信息条数，几条合编的计一条；由提案转来的也计。',
  where: is<OpinionItem>('state', 'issued'),
});

/** Beside `proposals_converted`: the same matter on its other side. */
export const itemsFromProposals = figure<OpinionItem>({
  ...counts,
  name: 'items_from_proposals',
  label: '由提案转来的社情民意信息',
  definition: '报送日期在期间内、由审查后“转社情民意”的提案编成的社情民意信息条数。同一件事在“收到提案”里已经计过；还算不算报送的信息，由方案规定。',
  where: all(sent, present<OpinionItem>('proposal_id')),
});

const monthlyItems = obligation<OpinionItem>({
  name: 'opinion_items_monthly',
  label: '全县每月报送社情民意信息',
  clause: 'duty.monthly',
  rhythm: 'month',
  owedBy: 'county',
  due: { monthAfter: 'monthly.day' },
  dischargedBy: { declared: opinionItem, where: inAMonth, day: 'submitted_on' },
  warn: 'light.near_days',
  late: 'obligation.late_days',
});

export const itemsMonthly = claim({
  name: 'items_monthly',
  sentence: '全县坚持按月报送社情民意信息',
  definition: '对期间内每个已过报送截止日（次月几日由办法参数规定）的月份，全县都有至少一条报送日期在当月的社情民意信息；草稿和已撤回的不算。',
  clause: 'duty.monthly',
  parameters: ['monthly.day'],
  href: '/opinion-items',
  examine: monthsWithItems,
  otherwise: ({ examined, counterExamples }) => `期间内${examined}个月中，有${examined - counterExamples.length}个月报送了社情民意信息，还有${counterExamples.length}个月没有报送`,
  none: (n) => `期间内${n}个月${allOf(n)}没有报送社情民意信息`,
});

async function monthsWithItems(reading: Reading, scope: Scope): Promise<Finding> {
  const months = await spansDue(reading, monthlyItems, scope);
  if (months.length === 0) return { examined: 0, counterExamples: [] };
  const { rows } = await sql<{ label: string; has: boolean }>`
    select span.label, exists (
      select from ${source(reading, opinionItem.table, 'r')}
      where ${among(reading, opinionItem, inAMonth)} and r.submitted_on between span."from" and span."to"
        ${scope.committee ? sql`and r.committee_id = ${scope.committee}` : sql``}
    ) as has
    from jsonb_to_recordset(${JSON.stringify(months)}::jsonb) as span ("from" date, "to" date, label text)
    order by span."from"`.execute(reading.db);
  const missing = rows.filter(({ has }) => !has);
  return { examined: rows.length, counterExamples: missing.map(({ label }) => ({ label, why: '没有报送社情民意信息', href: '/opinion-items' })) };
}

export const figures = [itemsSubmitted, itemsEdited, itemsToTownship, itemsToCounty, itemsDirect, itemsIssued, itemsFromProposals];
export const claims = [itemsMonthly];
export const obligations = [monthlyItems];
