/** What a committee's statement quotes: the records of its period at a moment. */
import { consultationsHalfYearly, consultationsHeld } from '#duties/consultations/facts.ts';
import { deedEveryMember, deedsDone, deedsMembers } from '#duties/deeds/facts.ts';
import { inspectionsHeld, inspectionsJoint, inspectionsQuarterly } from '#duties/inspections/facts.ts';
import { instructionsReceived } from '#duties/opinions/instructions/facts.ts';
import { itemsEdited, itemsToCounty, itemsToTownship } from '#duties/opinions/items/facts.ts';
import { disputesReceived, disputesSettled, ledgerMonthly, opinionsReceived, problemsSolved } from '#duties/opinions/ledger/facts.ts';
import { itemsAdopted } from '#duties/opinions/outcomes/facts.ts';
import { keyProposals, proposalsFiled, proposalsGathered } from '#duties/proposals/facts.ts';
import type { Claim, Finding } from '#platform/figures/claim.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { program } from '#platform/identity/actor.ts';
import type { Reading } from '#platform/records/act.ts';
import { standingAt, type Standing } from '#platform/records/moment.ts';
import { haveItemsAsked, haveItemsMet } from '#plans/haves/facts.ts';
import type { Asked } from '#reports/asked.ts';
import type { QuotedClaim, QuotedFigure } from '#reports/quoting/quote.ts';
import { quoteClaims, quoteFigures } from '#reports/quoting/reckoning.ts';

/** 五个一 with the figures that tell them, in the order of the speech. */
export const fiveOnes: readonly { label: string; figures: readonly Figure[] }[] = [
  { label: '一月一次民情反映', figures: [opinionsReceived, problemsSolved, disputesReceived, disputesSettled, itemsEdited, itemsToTownship, itemsToCounty] },
  { label: '一季一次调研视察', figures: [inspectionsHeld, inspectionsJoint] },
  { label: '半年一次协商', figures: [consultationsHeld] },
  { label: '一年一次提案征集', figures: [proposalsGathered, proposalsFiled, keyProposals] },
  { label: '一人一件民生实事', figures: [deedsDone, deedsMembers] },
];

/** What a report tells in numbers: the five ones, what became of the items, and the five haves (domain forms, halfyear_report, annual_summary). */
export const reported = [...fiveOnes, { label: '采用和批示', figures: [itemsAdopted, instructionsReceived] }, { label: '规范化建设', figures: [haveItemsAsked, haveItemsMet] }];

/** A claim of the county, as one committee says it of itself. */
interface Saying {
  claim: Claim;
  label: string;
  held: string;
  missing(finding: Finding): string;
}

const [without, most] = [({ counterExamples }: Finding) => counterExamples, 6];
/** The periods (or people) that are missing, by name; the counter-examples of one committee all begin with its place. */
const named = (finding: Finding): string => {
  const words = without(finding).map(({ label }) => label.replace(/^\S+ (?=\d)/, ''));
  return `${words.slice(0, most).join('、')}${words.length > most ? `等${words.length}项` : ''}`;
};

const sayings: readonly Saying[] = [
  { claim: ledgerMonthly, label: '按月登记情况', held: '坚持每月登记反映', missing: (finding) => `${named(finding)}没有登记` },
  { claim: inspectionsQuarterly, label: '每季调研视察情况', held: '坚持每季度开展', missing: (finding) => `${named(finding)}没有按规定开展` },
  { claim: consultationsHalfYearly, label: '半年协商情况', held: '坚持每半年开展', missing: (finding) => `${named(finding)}没有按规定开展` },
  { claim: deedEveryMember, label: '委员人均实事情况', held: '做到委员人人办实事', missing: ({ examined, counterExamples }) => `${examined}名委员中${counterExamples.length}名还没有办够` },
];

/** The moment whose records are looked at, by whoever writes: the same numbers for everybody. */
export const standingNow = (reading: Reading): Promise<Standing> => standingAt({ ...reading, actor: program(reading.county) });

export const figuresOf = (standing: Standing, asked: Asked): Promise<QuotedFigure[]> =>
  quoteFigures(standing, reported.flatMap(({ figures }) => figures), asked);

export async function judgementsOf(standing: Standing, asked: Asked): Promise<QuotedClaim[]> {
  const claims = sayings.map(({ claim, held, missing }) => ({ ...claim, sentence: held, otherwise: missing }));
  const quoted = await quoteClaims(standing, claims, asked);
  return quoted.map((one, place) => ({ ...one, label: sayings[place]!.label }));
}
