import { NONE } from '#platform/figures/dimension.ts';
import type { ListFilter } from '#platform/http/listing.tsx';
import type { Surroundings } from '#platform/http/resource.tsx';
import { choiceFilter, type Option } from '#platform/ui/filters.tsx';
import type { Session } from '#duties/proposals/numbers.ts';
import { sessionTitle } from '#duties/proposals/plenaries/words.ts';
import { byAssistant, byLetter, byMode, byProposerKind, byRating, byReplier, byResult, bySector, bySide, type Dimension, byCategory, byDisposition, byGround, byTimeClass } from '#duties/proposals/statistics/dimensions.ts';
import { ofSitting, readSitting, sittingText } from '#duties/proposals/statistics/span.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** What the filters of the list of proposals offer. */
export interface Offered extends Surroundings {
  categories: string[];
  sittings: readonly Session[];
}

/** A dimension of the statistics as a filter of the list: a row of a table and its list are the same proposals. */
const filterBy = (dimension: Dimension, extra: { more?: boolean } = { more: true }): ListFilter<Proposal, Offered> => ({
  names: [dimension.name],
  draw: (around) => choiceFilter(dimension.name, dimension.label, optionsOf(dimension, around), extra),
  where: (value, seen) => {
    const chosen = value(dimension.name);
    return chosen ? dimension.holding(chosen, seen) : undefined;
  },
});

function optionsOf({ name, words, named, none }: Dimension, { categories, choices }: Offered): Option[] {
  const values = words ? Object.entries(words).map(([value, label]) => ({ value, label })) : named ? (choices[named] ?? []) : name === byCategory.name ? categories.map((value) => ({ value, label: value })) : LETTERS;
  return [...values, ...(none ? [{ value: NONE, label: `（${none}）` }] : [])];
}

/** No county has more (domain rules 2.5). */
const LETTERS: readonly Option[] = ['A', 'B', 'C', 'D'].map((value) => ({ value, label: `${value}类` }));

const bySitting: ListFilter<Proposal, Offered> = {
  names: ['sitting'],
  draw: ({ sittings }) => choiceFilter('sitting', '届次', sittings.map((one) => ({ value: sittingText(one), label: sessionTitle(one) })), { more: true }),
  where: (value) => {
    const sitting = readSitting(value('sitting'));
    return sitting && ofSitting(sitting);
  },
};

/** In the order of a proposal's life. */
export const mainUnitFilter = filterBy(byReplier, {});
export const dispositionFilter = filterBy(byDisposition, {});
export const dividingFilters: readonly ListFilter<Proposal, Offered>[] = [
  bySitting, ...[byTimeClass, byProposerKind, bySector, byCategory, byGround, byAssistant, bySide, byMode, byLetter, byResult, byRating].map((dimension) => filterBy(dimension)),
];
