import type { Reading } from '#platform/records/act.ts';
import { not, oneOf } from '#platform/predicate.ts';
import { find, list } from '#platform/records/read.ts';
import type { Option } from '#platform/ui/filters.tsx';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';

/** So many of the newest are offered; of an older one the way begins on its own page. */
const MOST_OFFERED = 200;

/** Items of which something may be noted, the newest first; the one that the address names stands among them however old it is. */
export async function itemsToChoose(reading: Reading, named: string | null): Promise<{ options: Option[]; named?: OpinionItem }> {
  const about = named ? await find(reading, opinionItem, named) : undefined;
  const rows = await list(reading, opinionItem, {
    where: not(oneOf<OpinionItem>('state', ['draft', 'returned', 'unused'])), order: [{ column: 'submitted_on', descending: true }], limit: MOST_OFFERED,
  });
  const shown = about && !rows.some(({ id }) => id === about.id) ? [about, ...rows] : rows;
  return { options: shown.map((row) => ({ value: row.id, label: itemWords(row) })), named: about };
}

/** An item as a person recognises it: its issue, when it has one, and its title. */
export const itemWords = ({ issue_year: year, issue, title }: Pick<OpinionItem, 'issue_year' | 'issue' | 'title'>): string => (issue ? `〔${year}〕第${issue}期　${title}` : title);
