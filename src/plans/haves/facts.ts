import { closingDay } from '#institutions/facts.ts';
import { checklist, proofKinds, type ProofKind } from '#plans/haves/checklists/record.ts';
import { overviewsOn, type CommitteeStanding } from '#plans/haves/overview.ts';
import { mayLookAt } from '#plans/haves/relations.ts';
import { isMet, type Standing } from '#plans/haves/standing.ts';
import type { Scope } from '#platform/figures/count.ts';
import { figure, ratio, type Derived, type Figure } from '#platform/figures/figure.ts';
import { all, always, is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';

/** One item of a checklist at one committee, on the last day of the period. */
export interface ItemAsked {
  committee_id: string;
  place: string;
  checklist: string;
  item_id: string;
  label: string;
  kind: ProofKind;
  required: boolean;
  standing: Standing;
  met: boolean;
  why: string;
  day: string | null;
  href: string | null;
}

/** One committee on the last day of the period, over all checklists that are asked of it. */
export interface CommitteeAsked {
  committee_id: string;
  place: string;
  /** Required items, and those of them that are met. */
  asked: number;
  met: number;
  complete: boolean;
  /** What is lacking, in words; empty when nothing is. */
  lacking: string;
}

async function itemsAsked(reading: Reading, scope: Scope): Promise<ItemAsked[]> {
  const overviews = await overviewsOn(reading, closingDay(reading, scope), { committee: scope.committee });
  return overviews.flatMap(({ checklist, committees }) =>
    committees.filter(({ id }) => mayLookAt(reading.actor, id)).flatMap((committee) => rowsOf(checklist.title, committee)));
}

const rowsOf = (checklist: string, { id, place, items }: CommitteeStanding): ItemAsked[] =>
  items.map(({ item, ...standing }) => ({
    committee_id: id, place, checklist, item_id: item.id, label: item.label, kind: item.kind, required: item.required, met: isMet(standing), ...standing,
  }));

const committeesAsked = async (reading: Reading, scope: Scope): Promise<CommitteeAsked[]> => itemsByEach(await itemsAsked(reading, scope));

/** The items of several committees, put together for each of them. */
export function itemsByEach(all: readonly ItemAsked[]): CommitteeAsked[] {
  return [...Map.groupBy(all, ({ committee_id }) => committee_id).values()].map((items) => {
    const required = items.filter((one) => one.required);
    const lacking = required.filter(({ met }) => !met);
    const [{ committee_id, place }] = items as [ItemAsked];
    return {
      committee_id, place, asked: required.length, met: required.length - lacking.length, complete: lacking.length === 0,
      lacking: lacking.map(({ label, why }) => `${label}：${why}`).join('；'),
    };
  });
}

/** What the lists show and the figures count. */
export const itemsByCommittee: Derived<ItemAsked> = { path: 'haves/items', rows: itemsAsked };
export const committeesByHaves: Derived<CommitteeAsked> = { path: 'haves/committees', rows: committeesAsked };

/** How an item stands, as a lamp. */
export { ItemLamp } from '#plans/haves/lamps.tsx';

const ofCommittees = { record: 'haves_committee', derived: committeesByHaves, committee: 'committee_id', unit: '个' } as const;
const ofItems = { record: 'haves_item', derived: itemsByCommittee, committee: 'committee_id', unit: '个' } as const;

export const havesCommittees = figure<CommitteeAsked>({
  ...ofCommittees,
  name: 'haves_committees',
  label: '对照规范化清单的联络委',
  definition: '期末已设立、有施行中的规范化清单（“五有”等）要求的联络委个数。',
  where: always,
});

export const havesComplete = figure<CommitteeAsked>({
  ...ofCommittees,
  name: 'haves_complete',
  label: '必备项目齐全的联络委',
  definition: '期末，施行中的清单要求的必备项目件件具备（临期也算具备）的联络委个数；有几份清单的，每份都要齐全。是否验收另计。',
  where: is<CommitteeAsked>('complete', true),
});

export const haveItemsAsked = figure<ItemAsked>({
  ...ofItems,
  name: 'have_items_asked',
  label: '规范化清单要求的项目',
  definition: '期末施行中的清单对各联络委要求的项目个数：一个联络委的一个项目计一个，不是必备的也计。',
  where: always,
});

const met = is<ItemAsked>('met', true);

export const haveItemsMet = figure<ItemAsked>({
  ...ofItems,
  name: 'have_items_met',
  label: '已具备的规范化项目',
  definition: '期末施行中的清单对各联络委要求的项目中，当天具备的个数（临期也算具备）。由职务、佐证、设备、经费的登记推出。',
  where: met,
});

/** By item: what an item is called differs from county to county, what proves it does not. */
const byItem: readonly Figure[] = (Object.entries(proofKinds) as [ProofKind, string][]).map(([kind, words]) => figure<ItemAsked>({
  ...ofItems,
  name: `have_items_${kind}`,
  label: `已具备的规范化项目：${words}`,
  definition: `期末施行中的清单里凭“${words}”证明的项目，当天具备的个数（临期也算具备）；清单没有这类项目的计0。`,
  where: all(met, is<ItemAsked>('kind', kind)),
}));

const nearIsMet = '临期的算具备';

export const havesCompleteShare = ratio({
  name: 'haves_complete_share',
  label: '必备项目齐全率',
  definition: '必备项目齐全的联络委 ÷ 对照规范化清单的联络委。',
  numerator: havesComplete.name,
  denominator: havesCommittees.name,
  decimals: 1,
  convention: nearIsMet,
});

export const haveItemsShare = ratio({
  name: 'have_items_share',
  label: '规范化项目具备率',
  definition: '已具备的规范化项目 ÷ 规范化清单要求的项目。',
  numerator: haveItemsMet.name,
  denominator: haveItemsAsked.name,
  decimals: 1,
  convention: nearIsMet,
});

export const figures: readonly Figure[] = [havesCommittees, havesComplete, haveItemsAsked, haveItemsMet, ...byItem];
export const ratios = [havesCompleteShare, haveItemsShare];

/** What of a checklist is looked through for what no county may ask. */
export const guardedOfChecklists = { label: '规范化清单的名称、项目和要求', href: `/${checklist.path}` };
