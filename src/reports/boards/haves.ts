import { committeesByHaves, haveItemsMet, havesComplete, itemsByCommittee, itemsByEach, type ItemAsked } from '#plans/haves/facts.ts';
import type { Standing } from '#platform/records/moment.ts';
import { queryOf, scopeOf, type Asked } from '#reports/asked.ts';

/** One item of a checklist: how many committees have it, of how many of which it is asked. */
export interface HaveItem {
  label: string;
  met: number;
  asked: number;
  /** Those that have it. */
  href: string;
}

export interface Haves {
  /** Committees with everything that is required, of all of which anything is asked. */
  complete: { met: number; asked: number; href: string };
  items: HaveItem[];
  /** Item by item, where one committee is asked for. */
  own?: readonly ItemAsked[];
}

/** 五有 on the last day of the period; undefined while no checklist is in force. */
export async function havesOf({ reading, at }: Standing, asked: Asked): Promise<Haves | undefined> {
  const rows = await itemsByCommittee.rows(reading, scopeOf(asked));
  if (rows.length === 0) return undefined;
  const committees = itemsByEach(rows);
  const listed = (path: string, figure: string, more: Record<string, string> = {}) => `/${path}?${new URLSearchParams([['figure', figure], ...queryOf(asked, at), ...Object.entries(more)])}`;
  return {
    complete: { met: committees.filter(havesComplete.where.test).length, asked: committees.length, href: listed(committeesByHaves.path, havesComplete.name) },
    items: [...Map.groupBy(rows, ({ item_id }) => item_id)].map(([item, those]) => ({
      label: those[0]!.label, asked: those.length, met: those.filter(({ met }) => met).length, href: listed(itemsByCommittee.path, haveItemsMet.name, { item }),
    })),
    own: asked.committee ? rows : undefined,
  };
}
