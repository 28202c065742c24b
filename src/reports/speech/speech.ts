/** The speech: a template, the records of a moment, and what becomes of both. */
import type { AddressPaper } from '#platform/documents/model.ts';
import { parameterAt } from '#plans/facts.ts';
import { dayOf, printedMoment } from '#platform/time.ts';
import { Problem } from '#platform/problems.ts';
import type { Standing } from '#platform/records/moment.ts';
import { printedPeriod, type Asked } from '#reports/asked.ts';
import type { Declared } from '#reports/declared.ts';
import { reckon } from '#reports/quoting.ts';
import { templateFor, type Wording } from '#reports/templates/facts.ts';
import { annexOf } from '#reports/annex.ts';
import { compose } from '#reports/compose.ts';
import type { Quote } from '#reports/quote.ts';
import { readTemplate, tokensOf, type TemplateLine } from '#reports/template.ts';
import { readWords, type Occasion } from '#reports/words.ts';

export interface SpeechAsked extends Omit<Asked, 'committee'> {
  /** Absent: the template last put in use, or the customary wording. */
  readonly template?: string;
  /** Absent: the version of the moment. */
  readonly version?: number;
}

export interface Speech {
  readonly paper: AddressPaper;
  readonly remarks: readonly string[];
  /** What it quotes, in the order in which it does. */
  readonly quotes: readonly Quote[];
  readonly wording: Wording;
  /** The moment whose records it was written from. */
  readonly at: Date;
}

/** Writes the county's speech. The same records, template version and moment give the same paper. */
export async function writeSpeech(standing: Standing, declared: Declared, county: Occasion['county'], asked: SpeechAsked): Promise<Speech> {
  const wording = await templateFor(standing.reading, asked);
  const [title, byline, body] = [readLines(wording.title), readLines(wording.byline), readLines(wording.body)];
  const named = tokensOf([...title, ...byline, ...body]).map(({ name }) => name);
  const reckoned = await reckon(standing, declared, asked, new Set(named));
  const consultation = await parameterAt(standing.reading, 'label.consultation', asked.to);
  const words = readWords({ county, asked, at: standing.at, consultation });
  const quotes = new Map<string, Quote>([...words, ...reckoned.figures, ...reckoned.ratios, ...reckoned.claims].map((quote) => [quote.name, quote]));
  const { blocks, remarks } = compose(body, quotes);
  const quoted = [...new Set(named)].flatMap((name) => quotes.get(name) ?? []);
  return {
    paper: {
      layout: 'address',
      title: plain(title, quotes),
      byline: plain(byline, quotes) || undefined,
      date: dayOf(standing.at),
      organ: county.bodyName,
      blocks,
      attachments: annexOf(quoted, { sentence: headSentence(asked, standing.at, wording) }),
    },
    remarks,
    quotes: quoted,
    wording,
    at: standing.at,
  };
}

function readLines(text: string): TemplateLine[] {
  const { lines, problems } = readTemplate(text);
  if (problems[0]) throw new Problem(422, 'bad_template', `发言材料模板有一处读不懂。${problems[0].sentence}`);
  return lines;
}

/** A title or byline has no links and no numbered headings: its words alone. */
function plain(lines: readonly TemplateLine[], quotes: ReadonlyMap<string, Quote>): string {
  return compose(lines, quotes).blocks
    .map((block) => (block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : block.kind === 'heading' ? block.text : ''))
    .join('\n');
}

function headSentence(asked: Asked, at: Date, wording: Wording): string {
  const version = wording.version === undefined ? '' : `第${wording.version}版`;
  return `统计期间：${printedPeriod(asked)}。记录截至：${printedMoment(at)}。文字依据：${wording.name}${version}。`;
}
