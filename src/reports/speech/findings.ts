/** 核对单: what should be looked at before a paper is issued, all in one place. */
import { createHash } from 'node:crypto';
import { parameterAt } from '#plans/facts.ts';
import type { Reading } from '#platform/records/act.ts';
import { standingAt } from '#platform/records/moment.ts';
import { namesIn, quotesNamed } from '#reports/wording/body.ts';
import { changedSince } from '#reports/quoting/changed.tsx';
import { countyOf } from '#reports/quoting/county-words.ts';
import type { Declared } from '#reports/declared.ts';
import { lastYears } from '#reports/quoting/details.ts';
import { quotesFor } from '#reports/wording/drafting.ts';
import { declaredWithOwn } from '#reports/figures/facts.ts';
import { saysNothing, type Quote, type QuotedFigure } from '#reports/quoting/quote.ts';
import type { Finding, Frozen } from '#reports/speech/record.ts';

export const findingKinds = {
  refused: '不成立的判断，正文改写为实际情况', overridden: '按人工确认的写法写入', unexamined: '还没有可核对记录的判断，正文没有写', zero: '是0的数字', changed: '取数以后变了的数字',
  odd: '与上年相差很大的数字', undefined: '没有定义的数字', gone: '已经停用的数字，正文没有写',
} as const;

/** What there is to look at in a draft, as the records of this moment have it. */
export async function findingsOn(reading: Reading, declared: Declared, row: Frozen): Promise<Finding[]> {
  const quotes = quotesNamed(row);
  const standing = await standingAt(reading);
  const asked = { from: row.from_on, to: row.to_on };
  const now = await quotesFor(standing, declared, await countyOf(reading), asked, [row.title, row.body]);
  const changed = changedSince(quotes, now.quotes).map(({ label, was, now: today }): Finding => ({ kind: 'changed', words: `${label}：${was} → ${today}` }));
  const known = new Set(row.quotes.map(({ name }) => name));
  const gone = namesIn(row.body).filter((name) => !known.has(name)).map((name): Finding => ({ kind: 'gone', words: `{${name}}` }));
  return [...quotes.flatMap(toLookAt), ...(await oddOnes(reading, declared, row, quotes)), ...changed, ...gone];
}

function toLookAt(quote: Quote): Finding[] {
  const found = (kind: keyof typeof findingKinds, words: string): Finding[] => [{ kind, words, href: quote.href }];
  if (quote.kind === 'fact') return [];
  const undefinedToo = quote.definition === '' ? found('undefined', quote.label) : [];
  if (quote.kind !== 'claim') return [...undefinedToo, ...(saysNothing(quote) ? found('zero', quote.label) : [])];
  if (quote.override) return [...undefinedToo, ...found('overridden', `${quote.label} → ${quote.override.wording}（${quote.override.by}，${quote.override.at}：${quote.override.reason}）`)];
  if (quote.verdict === 'refused') return [...undefinedToo, ...found('refused', `${quote.label} → ${quote.otherwise}`)];
  return [...undefinedToo, ...(quote.verdict === 'nothing_to_examine' ? found('unexamined', quote.label) : [])];
}

/** Numbers that differ from last year's by more than the share that the county's parameter says. */
async function oddOnes(reading: Reading, declared: Declared, row: Frozen, quotes: readonly Quote[]): Promise<Finding[]> {
  const percent = await parameterAt(reading, 'report.odd_percent', row.to_on);
  const named = new Map(quotes.flatMap((quote) => (quote.kind === 'figure' ? [[quote.name, quote] as const] : [])));
  const { figures } = await declaredWithOwn(reading, declared);
  const standing = await standingAt(reading, row.as_of);
  const before = await lastYears(standing, figures.filter(({ name }) => named.has(name)), { from: row.from_on, to: row.to_on });
  return [...named].flatMap(([name, quote]) => (differsMuch(quote, before.get(name) ?? 0, percent) ? [{ kind: 'odd', words: `${quote.label}：上年同期${before.get(name)}${quote.unit}，这次${quote.value}${quote.unit}`, href: quote.href }] : []));
}

/** Nothing can be said of what was not there a year ago. */
const differsMuch = ({ value }: QuotedFigure, before: number, percent: number): boolean => before > 0 && Math.abs(value - before) * 100 > before * percent;

/** What somebody has seen of a check: it can be told whether it is still the same. */
export const seenAs = (findings: readonly Finding[]): string => createHash('sha256').update(JSON.stringify(findings.map(({ kind, words }) => [kind, words]))).digest('hex');
