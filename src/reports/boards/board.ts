import { proposalsFiled } from '#duties/proposals/facts.ts';
import { proposal } from '#duties/proposals/record.ts';
import { narrowed, pairsOf, simply, valueWords } from '#platform/figures/composition.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import { divide } from '#platform/figures/dividing.ts';
import type { County } from '#platform/http/visit.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import type { Standing } from '#platform/records/moment.ts';
import type { Point } from '#platform/ui/charts/drawing.ts';
import type { LineChartProps } from '#platform/ui/charts/line-chart.tsx';
import { queryOf, scopeOf, type Asked } from '#reports/asked.ts';
import { havesOf, type Haves } from '#reports/boards/haves.ts';
import { numbersOf, type Numbers, type Rate, type Wanted } from '#reports/boards/numbers.ts';
import { byWhom, overdueOf, type OverdueOf } from '#reports/boards/overdue.ts';
import { trendsOf } from '#reports/boards/trends.ts';
import type { Declared } from '#reports/declared.ts';
import { ownFigures } from '#reports/figures/facts.ts';
import { progressOf, type OneProgress } from '#reports/home/facts.ts';
import type { QuotedFigure } from '#reports/quoting/quote.ts';
import { asReported, quoteFigures } from '#reports/quoting/reckoning.ts';

/** What was solved beside how content people are, each with its base, and what was verified of it (peers I11; product law 5). */
export interface Solved {
  title: string;
  solved: Rate;
  satisfied: Rate;
  /** How many said so themselves, each number with what keeps it from being taken for a part of another. */
  sample: Sample[];
}

export interface Sample {
  figure: QuotedFigure;
  note?: string;
}

/** Everything on the board of the county, or of one committee. */
export interface Board {
  ones: OneProgress[];
  haves?: Haves;
  overdue: { all: number; of: OverdueOf[]; href: string };
  proposals: QuotedFigure[];
  /** Where the filed ones stand. */
  proposalStates: Point[];
  solved: Solved[];
  trends: LineChartProps[];
  /** 本县自己的数字: figures that the office put together. */
  own: QuotedFigure[];
}

const proposalNumbers = ['proposals_received', 'proposals_filed', 'proposals_merged', 'proposals_replied', 'proposals_closed', 'undertakings_kept', 'key_proposals', 'key_proposals_closed'];

const solvedBeside = [
  { title: '群众反映的问题', solved: 'solved_rate', satisfied: 'result_satisfaction', sample: [['problems_verified', '凭回执自己确认，或者回访时确认'], ['entries_called_back']] },
  { title: '提案', solved: 'closing_rate', satisfied: 'satisfaction_rate', sample: [['proposals_to_rate'], ['proposals_rated']] },
] as const satisfies readonly { sample: readonly (readonly [name: string, note?: string])[]; [rate: string]: unknown }[];

/** What `solvedOf` puts together. */
export const solvedWanted = (): Wanted => ({ figures: solvedBeside.flatMap(({ sample }) => sample.map(([name]) => name)), ratios: solvedBeside.flatMap(({ solved, satisfied }) => [solved, satisfied]) });

export const solvedOf = (numbers: Numbers): Solved[] =>
  solvedBeside.flatMap(({ title, solved, satisfied, sample }) => {
    const [rate, content] = [numbers.rate(solved), numbers.rate(satisfied)];
    return rate && content ? [{ title, solved: rate, satisfied: content, sample: sample.flatMap(([name, note]: readonly [string, string?]) => numbers.figures(name).map((figure) => ({ figure, note }))) }] : [];
  });

const trendNumbers = ['opinions_received', 'problems_solved', 'disputes_settled', 'inspections_held', 'consultations_held', 'deeds_done'];

/** So many figures of the county's own stand on the board; the others are on the page of figures. */
const MOST_OWN = 6;

export interface BoardDeclared extends Declared {
  readonly obligations: readonly Obligation[];
}

export async function boardOf(standing: Standing, county: County, declared: BoardDeclared, asked: Asked): Promise<Board> {
  const { reading, at } = standing;
  const wanted = solvedWanted();
  const numbers = await numbersOf(standing, declared, asked, { ...wanted, figures: [...proposalNumbers, ...wanted.figures] });
  const overdue = await overdueOf(reading, declared.obligations, asked);
  return {
    ones: await progressOf(reading, county, asked, at),
    haves: await havesOf(standing, asked),
    overdue: { all: overdue.length, of: byWhom(overdue), href: overdueHref(asked, at) },
    proposals: numbers.figures(...proposalNumbers),
    proposalStates: await statesOf(standing, asked),
    solved: solvedOf(numbers),
    trends: await trendsOf(standing, trendNumbers.flatMap((name) => declared.figures.find((figure) => figure.name === name) ?? []), asked),
    own: await quoteFigures(standing, (await ownFigures(reading)).filter(({ ratioOf }) => !ratioOf).slice(0, MOST_OWN).map(({ figure }) => figure), asked),
  };
}

/** The list of what is overdue: of one committee or unit, or of all units. */
export const overdueHref = (asked: Asked, at: Date, only: { of?: string; units?: true } = {}): string =>
  `/boards/overdue?${new URLSearchParams([...queryOf(asked, at), ...(only.of ? [['of', only.of]] : []), ...(only.units ? [['units', 'yes']] : [])] as [string, string][])}`;

/** The filed proposals by where they stand, in the order of the path. */
async function statesOf({ reading, at }: Standing, asked: Asked): Promise<Point[]> {
  const seen = asReported(reading);
  const state = dimensionsFor(reading.house, proposalsFiled).find(({ name }) => name === 'state')!;
  const shares = new Map((await divide(seen, proposalsFiled, [state], scopeOf(asked))).map(({ keys: [key], n }) => [key!, n]));
  return Object.keys(proposal.states).filter((key) => shares.has(key)).map((key) => ({
    label: valueWords(state, key, () => undefined), value: shares.get(key)!,
    href: `/${proposal.path}?${new URLSearchParams([...pairsOf(narrowed(simply(proposalsFiled.name), state.name, key)), ...queryOf(asked, at)])}`,
  }));
}
