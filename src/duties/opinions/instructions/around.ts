import { committeeChoices, unitChoices } from '#institutions/facts.ts';
import type { Surroundings } from '#platform/http/resource.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { present } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { usualDays } from '#duties/opinions/instructions/actions.ts';
import { leadersKnown } from '#duties/opinions/instructions/facts.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import type { LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { entriesOf } from '#duties/opinions/links.ts';
import { itemsToChoose } from '#duties/opinions/outcomes/choosing.ts';

export interface Around extends Surroundings {
  places: Map<string, string>;
  units: Map<string, string>;
  near: number;
  /** The item of the one on the page, or with which the form begins, as far as the person sees it. */
  item?: OpinionItem;
  /** The entries from which that item was made, of those the person sees. */
  entries: LedgerEntry[];
  /** Names offered while the leader's is typed. */
  leaders: Pick<Instruction, 'leader' | 'level'>[];
  /** What a new handing or return begins with. */
  usual: { days?: number; returnDays?: number; supervisor?: string };
}

const named = (options: { value: string; label: string }[]): Map<string, string> => new Map(options.map(({ value, label }) => [value, label]));

export async function aroundInstructions(reading: Reading, rows: readonly Instruction[], visit: Visit): Promise<Around> {
  const [committees, units] = [await committeeChoices(reading), await unitChoices(reading)];
  const only = rows.length === 1 ? rows[0] : undefined;
  const entered = rows.length === 0 ? await itemsToChoose(reading, visit.query.get('item')) : { options: [], named: undefined };
  return {
    choices: { committee: committees, unit: units, opinion_item: entered.options },
    places: named(committees),
    units: named(units),
    near: await parameterAt(reading, 'light.near_days', today()),
    item: only ? await find(reading, opinionItem, only.item_id) : entered.named,
    entries: only ? ((await entriesOf(reading, [only.item_id])).get(only.item_id) ?? []) : [],
    leaders: rows.length <= 1 ? await leadersKnown(reading) : [],
    usual: only ? await usualOf(reading, only) : {},
  };
}

/** The limits in force, and whoever chased the last one that was handed over. */
async function usualOf(reading: Reading, row: Instruction): Promise<Around['usual']> {
  const [last] = await list(reading, instruction, { where: present<Instruction>('supervisor_unit_id'), order: [{ column: 'instructed_on', descending: true }], limit: 1 });
  return { days: await usualDays(reading, row, today()), returnDays: await parameterAt(reading, 'instruction.return_days', today()), supervisor: last?.supervisor_unit_id ?? undefined };
}
