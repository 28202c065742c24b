import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Findings } from '#platform/database/schema.ts';
import { choice, day, lines, reference, text } from '#platform/fields.ts';
import { countyOffice, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { citedClauses } from '#plans/clauses.ts';
import { placeOrOffice, seenByPlaceAndCounty } from '#plans/rounds/relations.ts';

export type Finding = Selectable<Findings>;

/** What a finding can offend against, in the words of the plans. */
export const clauseChoices: Readonly<Record<string, string>> = Object.fromEntries(citedClauses.map(({ key, about }) => [key, about]));

export const findingFields = z.object({
  visit_id: reference('走访', 'round_visit'),
  what: lines('问题', 500, { hint: '只写看到的事实' }),
  clause_key: choice('对照哪一条', clauseChoices).optional(),
  owner: text('整改责任人', 50).optional(),
  mend_by: day('整改期限'),
});

export const mendingFields = z.object({ account: lines('整改情况', 2_000), mended_on: day('整改完成日期') });

/** 督查问题: found at a visit, put right by the committee, looked at again, closed. */
export const finding = lifecycle<Finding>()({
  name: 'finding',
  title: '督查问题',
  table: 'findings',
  path: 'findings',
  fields: findingFields,
  nameOf: (row) => row.what.slice(0, 40),
  initial: 'found',
  states: {
    found: { label: '整改中', open: true },
    mended: { label: '待复核', open: true },
    closed: { label: '已销号', open: false },
    withdrawn: { label: '已撤销', open: false },
  },
  steps: {
    mend: { label: '报告整改', noun: 'mending', from: ['found'], to: 'mended', by: placeOrOffice, input: mendingFields },
    close: { label: '复核销号', noun: 'closing', from: ['mended'], to: 'closed', by: [countyOffice], input: z.object({ closed_on: day('复核日期') }) },
    reject: { label: '整改不到位', noun: 'rejection', from: ['mended'], to: 'found', by: [countyOffice], reason: true, input: z.object({ mend_by: day('新的整改期限') }) },
    withdraw: { label: '撤销', noun: 'withdrawal', from: ['found', 'mended'], to: 'withdrawn', by: [countyOffice], reason: true },
  },
  visibleTo: seenByPlaceAndCounty,
  createdBy: [countyOffice, maintainer],
  editable: { in: ['found'], by: [countyOffice] },
  searchable: ['what'],
  newestBy: 'found_on',
  due: { by: 'mend_by', in: ['found'] },
});
