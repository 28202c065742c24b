/** From a wording and what it quotes to the body of a paper. Pure: the same input gives the same blocks. */
import { heading, type Block, type Run } from '#platform/documents/model.ts';
import { saysNothing, worded, type Quote } from '#reports/quoting/quote.ts';
import { tokensIn, type Part, type TemplateLine, type Token } from '#reports/wording/template.ts';

export interface Composed {
  readonly blocks: readonly Block[];
  /** What a reader of the draft should know: zeros written out, claims left out or refused, words on somebody's answer. */
  readonly remarks: readonly string[];
}

export function compose(lines: readonly TemplateLine[], quotes: ReadonlyMap<string, Quote>): Composed {
  const remarks: string[] = [];
  const blocks = lines.flatMap(({ parts }) => {
    const runs = withoutGaps(runsOf(parts, quotes, remarks));
    return runs.length === 0 ? [] : [blockOf(runs)];
  });
  return { blocks, remarks: [...new Set(remarks)] };
}

function runsOf(parts: readonly Part[], quotes: ReadonlyMap<string, Quote>, remarks: string[]): Run[] {
  return parts.flatMap((part) => {
    if (part.kind === 'text') return [{ text: part.text }];
    if (part.kind === 'token') return [runOf(part, quotes, remarks)];
    const chosen = hasSomething(part.something, quotes) ? part.something : part.nothing;
    // Nothing at all leaves a gap, like a token without words: its marks have to be closed up.
    return chosen.length === 0 ? [{ text: '' }] : runsOf(chosen, quotes, remarks);
  });
}

function hasSomething(parts: readonly Part[], quotes: ReadonlyMap<string, Quote>): boolean {
  return tokensIn(parts).some(({ name, manner }) => {
    const quote = quotes.get(name);
    return quote !== undefined && quote.kind !== 'fact' && !saysNothing(quote, manner);
  });
}

function runOf(token: Token, quotes: ReadonlyMap<string, Quote>, remarks: string[]): Run {
  const quote = quotes.get(token.name);
  if (!quote) {
    remarks.push(`“{${token.name}}”已经停用，正文里没有写。请在模板里换成别的。`);
    return { text: '' };
  }
  const remark = remarkOn(quote, token.manner);
  if (remark) remarks.push(remark);
  const doubtful = quote.kind === 'claim' && quote.override !== undefined;
  return { text: worded(quote, token.manner), href: quote.href, about: quote.definition, ...(doubtful ? { doubtful } : {}) };
}

function remarkOn(quote: Quote, manner?: string): string | undefined {
  if (quote.kind === 'claim') {
    if (worded(quote, manner) === '' && worded(quote) !== '') return `“${quote.label}”没有成立，正文里没有写。`;
    if (quote.override) return `“${quote.label}”按${quote.override.by}确认的写法写入，理由：${quote.override.reason}`;
    if (quote.verdict === 'nothing_to_examine') return `“${quote.label}”还没有可核对的记录，正文里没有写。`;
    return quote.verdict === 'refused' ? `“${quote.label}”不成立，正文改写为实际情况：${quote.otherwise}` : undefined;
  }
  if (quote.kind === 'fact') return quote.text === '' ? `“${quote.label}”还没有登记，正文里空着。` : undefined;
  if (!saysNothing(quote)) return saysNothing(quote, manner) ? `“${quote.label}”没有哪几类占了大半（或者并列、零星的太多），“主要集中在”的话正文里没有写。` : undefined;
  return quote.kind === 'ratio'
    ? `“${quote.label}”的分母是0，正文里没有写。`
    : `“${quote.label}”是0，正文照实写了0。如不合适，可在模板里用“[[有的写法||没有的写法]]”。`;
}

const mark = /^[，、；。]/;
/** Marks that end what stands before a gap, so that no other mark may follow. */
const ended = /[。：！？]$/;
const dangling = /[，、；]$/;

/** Takes out empty runs, and the mark that one of them leaves behind: 甲，〈〉，乙 → 甲，乙. Without any words: nothing. */
function withoutGaps(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  let gap = true;
  for (const run of runs) {
    const text: string = gap ? closedUp(kept, run.text) : run.text;
    gap = run.text === '' || (gap && text === '');
    if (text !== '') kept.push({ ...run, text });
  }
  return kept.some(({ text }) => /[\p{L}\p{N}]/u.test(text)) ? kept : [];
}

function closedUp(kept: Run[], next: string): string {
  const last = kept.at(-1);
  if (!mark.test(next)) return next;
  if (!last || ended.test(last.text)) return next.slice(1);
  if (dangling.test(last.text)) kept[kept.length - 1] = { ...last, text: last.text.slice(0, -1) };
  return next;
}

const firstLevel = /^[一二三四五六七八九十]+、/;
const secondLevel = /^（[一二三四五六七八九十]+）/;
/** 一是组织有序。 at the beginning of a paragraph is set in bold, as such papers do. */
const leadSentence = /^[一二三四五六七八九十]是[^。，]{1,30}。/;

/** Headings lose the number that was typed: they are numbered by their place, also when a section is left out. */
function blockOf(runs: readonly Run[]): Block {
  const text = runs.map((run) => run.text).join('');
  if (!text.includes('。')) {
    if (firstLevel.test(text)) return heading(1, text.replace(firstLevel, ''));
    if (secondLevel.test(text)) return heading(2, text.replace(secondLevel, ''));
  }
  const [first, ...rest] = runs;
  const lead = first && !first.href ? leadSentence.exec(first.text)?.[0] : undefined;
  if (!first || !lead) return { kind: 'paragraph', runs };
  const after = first.text.slice(lead.length);
  return { kind: 'paragraph', runs: [{ text: lead, strong: true }, ...(after ? [{ text: after }] : []), ...rest] };
}
