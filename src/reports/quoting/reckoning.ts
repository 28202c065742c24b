/** Reckons everything that was declared, for one period, committee and moment. */
import { clauseWords } from '#plans/facts.ts';
import { insteadOf, verdict, type Claim } from '#platform/figures/claim.ts';
import { addressed } from '#platform/figures/composition.ts';
import { countFigures, type Scope } from '#platform/figures/count.ts';
import { ratioOn, type Figure, type Ratio } from '#platform/figures/figure.ts';
import { program } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Standing } from '#platform/records/moment.ts';
import { queryOf, scopeOf, type Asked } from '#reports/asked.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import type { Declared } from '#reports/declared.ts';
import { overridesFor } from '#reports/overrides/facts.ts';
import { ownWordsOn, type OwnWords } from '#reports/quoting/own-words.ts';
import type { Override, QuotedClaim, QuotedFigure, QuotedRatio } from '#reports/quoting/quote.ts';

/** Addresses of the records behind a number: pinned to the moment, so that the list stays as long as the figure. */
interface Addresses {
  asked: Asked;
  at: Date;
}

/** Figures that can be asked for: those without a committee of their own only for the whole county. */
export const answering = <T extends Pick<Figure, 'committee' | 'bodies'>>(figures: readonly T[], scope: Scope): T[] =>
  figures.filter(({ committee, bodies }) => !scope.committee || (committee ?? bodies) !== undefined);

export async function quoteFigures({ reading, at }: Standing, figures: readonly Figure[], asked: Asked): Promise<QuotedFigure[]> {
  const scope = scopeOf(asked);
  const wanted = answering(figures, scope);
  const values = await countFigures(asReported(reading), wanted, scope);
  const own = await ownWordsOn(reading, asked.to);
  return wanted.map((figure) => ({
    kind: 'figure',
    name: figure.name,
    label: own(figure.label),
    definition: own(figure.definition),
    unit: figure.unit,
    value: values.get(figure.name) ?? 0,
    href: listHref(reading, figure, { asked, at }),
  }));
}

/**
 * The county's report says the same to everybody who may read it, and is printed again byte for byte. Its lists may be shorter for
 * a leader, from whom it is kept who complained of what; the list then says so (`FigureRemark`).
 */
export const asReported = (reading: Reading): Reading => (seesWholeCounty(reading.actor) ? { ...reading, actor: program(reading.county) } : reading);

/** The list that is as long as the figure; put-together ones say of what in the address. */
export function listHref({ house }: Pick<Reading, 'house'>, figure: Figure, { asked, at }: Addresses): string | undefined {
  const path = figure.derived?.path ?? house.records.get(figure.record)?.path;
  return path && `/${path}?${new URLSearchParams([...addressed(figure), ...queryOf(asked, at)])}`;
}

/** Shares of figures that were quoted; one whose figures are not asked for here is left out. */
export function quoteRatios(ratios: readonly Ratio[], figures: readonly QuotedFigure[], asked: Asked, at: Date): QuotedRatio[] {
  const byName = new Map(figures.map((figure) => [figure.name, figure]));
  return ratios.flatMap((ratio) => {
    const [numerator, denominator] = [byName.get(ratio.numerator), byName.get(ratio.denominator)];
    if (!numerator || !denominator) return [];
    return [{
      kind: 'ratio' as const,
      name: ratio.name,
      label: ratio.label,
      definition: ratio.definition,
      convention: ratio.convention,
      decimals: ratio.decimals,
      numerator: numerator.value,
      denominator: denominator.value,
      href: `/figures/${ratio.name}?${queryOf(asked, at)}`,
    }];
  });
}

export async function quoteClaims(standing: Standing, claims: readonly Claim[], asked: Asked): Promise<QuotedClaim[]> {
  const overrides = asked.committee ? new Map<string, Override>() : await overridesFor(standing.reading, asked.to);
  const own = await ownWordsOn(standing.reading, asked.to);
  const quoted: QuotedClaim[] = [];
  for (const claim of claims) quoted.push(await quoteClaim(standing, claim, asked, { own, override: overrides.get(claim.name) }));
  return quoted;
}

export async function quoteClaim({ reading, at }: Standing, claim: Claim, asked: Asked, { own, override }: { own: OwnWords; override?: Override }): Promise<QuotedClaim> {
  const finding = await claim.examine(reading, scopeOf(asked));
  const now = verdict(finding);
  return {
    kind: 'claim',
    name: claim.name,
    label: own(claim.sentence),
    sentence: own(claim.sentence),
    definition: own(claim.definition),
    clause: claim.clause && (await clauseWords(reading, claim.clause, asked.to)),
    verdict: now,
    examined: finding.examined,
    counterExamples: finding.counterExamples,
    otherwise: now === 'refused' ? own(insteadOf(claim, finding)) : '',
    override,
    href: `/claims/${claim.name}?${queryOf(asked, at)}`,
  };
}

export interface Reckoned {
  figures: QuotedFigure[];
  ratios: QuotedRatio[];
  claims: QuotedClaim[];
}

/** Everything declared, or only what is named. */
export async function reckon(standing: Standing, declared: Declared, asked: Asked, named?: ReadonlySet<string>): Promise<Reckoned> {
  const wanted = <T extends { name: string }>(all: readonly T[]): T[] => all.filter(({ name }) => named?.has(name) ?? true);
  const ratios = await ratiosOn(standing, wanted(declared.ratios), asked);
  const divided = new Set(ratios.flatMap(({ numerator, denominator }) => [numerator, denominator]));
  const figures = await quoteFigures(standing, declared.figures.filter(({ name }) => !named || named.has(name) || divided.has(name)), asked);
  return { figures, ratios: quoteRatios(ratios, figures, asked, standing.at), claims: await quoteClaims(standing, wanted(declared.claims), asked) };
}

/** Ratios by the conventions in force at the end of the period that is asked for. */
export async function ratiosOn({ reading }: Standing, ratios: Declared['ratios'], { to }: Pick<Asked, 'to'>): Promise<Ratio[]> {
  const found: Ratio[] = [];
  const own = await ownWordsOn(reading, to);
  for (const ratio of ratios) {
    const one = await ratioOn(reading, ratio, to);
    found.push({ ...one, label: own(one.label), definition: own(one.definition) });
  }
  return found;
}
