/** From a wording and the records of a moment to everything that a paper quotes. */
import type { Run } from '#platform/documents/model.ts';
import { parameterAt } from '#plans/facts.ts';
import { printedMoment } from '#platform/time.ts';
import { Problem } from '#platform/problems.ts';
import type { Standing } from '#platform/records/moment.ts';
import { printedPeriod, type Asked } from '#reports/asked.ts';
import { namesIn, paragraphsOf, type Written } from '#reports/wording/body.ts';
import { compose } from '#reports/wording/compose.ts';
import type { Declared } from '#reports/declared.ts';
import { detailed } from '#reports/quoting/details.ts';
import { declaredWithOwn } from '#reports/figures/facts.ts';
import { reckon } from '#reports/quoting/reckoning.ts';
import type { Quote } from '#reports/quoting/quote.ts';
import { tableMark } from '#reports/wording/table-marks.ts';
import { tablesOf } from '#reports/quoting/tables.ts';
import { readTemplate, tokensOf, type TemplateLine } from '#reports/wording/template.ts';
import { readWords, type Occasion } from '#reports/wording/words.ts';

/** What tokens and tables of these texts stand for, as the records of the moment have it: words first, then what is named, in its order. */
export async function quotesFor(standing: Standing, declared: Declared, county: Occasion['county'], asked: Asked, texts: readonly string[]): Promise<Omit<Written, 'body'>> {
  const known = await declaredWithOwn(standing.reading, declared);
  const tokens = tokensOf(texts.flatMap(sentencesOf));
  const wanted = namesIn(texts.join('\n'));
  const reckoned = await reckon(standing, known, asked, new Set(wanted));
  const figures = await detailed(standing, known.figures, reckoned.figures, tokens, asked);
  const consultation = await parameterAt(standing.reading, 'label.consultation', asked.to);
  const words = readWords({ county, asked, at: standing.at, consultation });
  const byName = new Map<string, Quote>([...figures, ...reckoned.ratios, ...reckoned.claims].map((quote) => [quote.name, quote]));
  return { quotes: [...words, ...wanted.flatMap((name) => byName.get(name) ?? [])], tables: await tablesOf(standing, known, texts.join('\n'), asked) };
}

function sentencesOf(text: string): TemplateLine[] {
  const { lines, problems } = readTemplate(paragraphsOf(text).filter((line) => !tableMark.test(line)).join('\n'));
  if (problems[0]) throw new Problem(422, 'bad_template', `文书模板有一处读不懂。${problems[0].sentence}`);
  return lines;
}

/** A title or byline has no links and no numbered headings: its words alone. */
export function plainWords(text: string, quotes: readonly Quote[]): string {
  const { blocks } = compose(sentencesOf(text), new Map(quotes.map((quote) => [quote.name, quote])));
  return blocks.map((block) => (block.kind === 'paragraph' ? wordsOf(block.runs) : block.kind === 'heading' ? block.text : '')).join('\n');
}

const wordsOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

/** Over the annex: which days, which moment, which wording. */
export const basisOf = (period: Pick<Asked, 'from' | 'to'>, at: Date, wording: string): string =>
  `统计期间：${printedPeriod(period)}。记录截至：${printedMoment(at)}。文字依据：${wording}。`;

export const wordingName = ({ name, version }: { name: string; version?: number }): string => `${name}${version === undefined ? '' : `第${version}版`}`;
