import { isChosen } from '#platform/figures/figure.ts';
import { all, is, mentions } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import type { Declared } from '#reports/declared.ts';
import { superiorSheet, type SuperiorSheet } from '#reports/superior-sheets/record.ts';
import { speechTemplate, type SpeechTemplate } from '#reports/templates/record.ts';

/** Where a number is quoted, as far as the reader may see it. */
export interface Use {
  label: string;
  href: string;
}

/** More places than this are not listed. */
const MOST = 50;

/** Templates in use that name it, superiors' sheets that it fills, shares that it is a part of. */
export async function usesOf(reading: Reading, { ratios }: Declared, name: string): Promise<Use[]> {
  const templates = await list<SpeechTemplate>(reading, speechTemplate, { where: all(is<SpeechTemplate>('state', 'in_use'), mentions<SpeechTemplate>('body', `{${name}`)), limit: MOST });
  const sheets = await list<SuperiorSheet>(reading, superiorSheet, { where: is<SuperiorSheet>('state', 'ready'), limit: MOST });
  return [
    ...ratios.filter((ratio) => !isChosen(ratio) && [ratio.numerator, ratio.denominator].includes(name)).map((ratio) => ({ label: `比率：${ratio.label}`, href: `/figures/${ratio.name}` })),
    ...templates.filter(({ body }) => new RegExp(`\\{${name}[|}]`, 'u').test(body)).map((row) => ({ label: `文书模板：${row.name}`, href: `/${speechTemplate.path}/${row.id}` })),
    ...sheets.filter(({ marks }) => marks.some(({ fills }) => fills === `figure:${name}`)).map((row) => ({ label: `上级表样：${row.title}`, href: `/${superiorSheet.path}/${row.id}` })),
  ];
}
