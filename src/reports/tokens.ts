/** A template is stored with the lasting names of its tokens and read by people with the clerk's words for them. */
import { readTemplate, tokensOf } from '#reports/template.ts';
import { manners, type Quote } from '#reports/quote.ts';
import type { Declared } from '#reports/declared.ts';
import { words } from '#reports/words.ts';

export interface Quotable {
  readonly kind: Quote['kind'];
  readonly name: string;
  readonly label: string;
  readonly definition: string;
}

/** Everything that a template may name. */
export function quotables({ figures, ratios, claims }: Declared): Quotable[] {
  return [
    ...words.map((word) => ({ kind: 'fact' as const, ...word })),
    ...figures.map(({ name, label, definition }) => ({ kind: 'figure' as const, name, label, definition })),
    ...ratios.map(({ name, label, definition }) => ({ kind: 'ratio' as const, name, label, definition })),
    ...claims.map(({ name, sentence, definition }) => ({ kind: 'claim' as const, name, label: sentence, definition })),
  ];
}

/** The clerk's word without its marks: brackets, commas and quotation marks would be taken for the template's own. */
const bare = ({ label }: Quotable): string => label.replace(/[^\p{L}\p{N}]/gu, '');

/** A clerk's word can stand in a token when it is not too long and means one thing only. */
function readable(all: readonly Quotable[]): Map<string, string> {
  const uses = Map.groupBy(all, bare);
  return new Map(all.filter((one) => /^.{1,60}$/u.test(bare(one)) && uses.get(bare(one))?.length === 1).map((one) => [one.name, bare(one)]));
}

const token = /\{([\p{L}\p{N}_]{1,60})(?=[|}])/gu;
const renamed = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replace(token, (whole, name: string) => (names.has(name) ? `{${names.get(name)}` : whole));

/** As stored: `{调研视察活动}` becomes `{inspections_held}`. */
export const withNames = (text: string, all: readonly Quotable[]): string =>
  renamed(text, new Map([...readable(all)].map(([name, label]) => [label, name])));

/** As shown for editing: the other way round. */
export const withLabels = (text: string, all: readonly Quotable[]): string => renamed(text, readable(all));

/** What is wrong with a template, in sentences that name the line; empty when it can be used. */
export function templateProblems(text: string, all: readonly Quotable[]): string[] {
  const { lines, problems } = readTemplate(text);
  const known = new Map(all.map((quotable) => [quotable.name, quotable]));
  const wrong = tokensOf(lines).flatMap(({ line, name, manner }) => {
    const quotable = known.get(name);
    if (!quotable) return [`第${line}行：没有“{${name}}”这个数字或判断，请从下面的清单里选。`];
    if (manner !== undefined && !(manner in manners[quotable.kind])) return [`第${line}行：“${quotable.label}”没有“${manner}”这种写法。`];
    return [];
  });
  return [...problems.map(({ sentence }) => sentence), ...wrong];
}
