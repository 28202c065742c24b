import { all, is, not, oneOf } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { expectOnce } from '#institutions/once.ts';
import { reorganisationKinds, type Reorganisation, type ReorganisationKind } from '#institutions/reorganisations/record.ts';

/** What of a reorganisation says which committees it is about, and how. */
export type Decided = Pick<Reorganisation, 'kind' | 'committee_ids' | 'successor_ids' | 'continues' | 'new_name' | 'new_place' | 'decided_on' | 'effective_on'>;

/** The committees of a reorganisation as they are now. */
export interface Concerned {
  from: Committee[];
  to: Committee[];
}

/**
 * The committees that it is about.
 * @throws Problem at the field that cannot be so: another number of committees than the kind needs, one that is gone, days in the wrong order
 */
export async function concerned(reading: Reading, decided: Decided): Promise<Concerned> {
  const kind = decided.kind as ReorganisationKind;
  expectNumbers(kind, decided);
  const from = await there(reading, 'committee_ids', decided.committee_ids, ['established']);
  const to = await there(reading, 'successor_ids', decided.successor_ids, ['established', 'proposed']);
  const late = from.find(({ founded_on }) => founded_on && decided.effective_on < founded_on);
  if (late) throw invalid({ effective_on: `生效日期不能早于${late.name}的设立日期（${late.founded_on}）。` });
  const later = to.find(({ founded_on }) => founded_on && decided.effective_on < founded_on);
  if (later) throw invalid({ effective_on: `生效日期不能早于${later.name}的设立日期（${later.founded_on}）。` });
  if (decided.effective_on < decided.decided_on) throw invalid({ effective_on: `生效日期不能早于审定日期（${decided.decided_on}）。` });
  if (kind === 'rename') await expectNewName(reading, from[0]!, decided);
  return { from, to };
}

function expectNumbers(kind: ReorganisationKind, { committee_ids: from, successor_ids: to, new_name: name }: Decided): void {
  const word = reorganisationKinds[kind];
  if (kind !== 'merge' && from.length !== 1) throw invalid({ committee_ids: `“${word}”一次办理一个联络委，请只选一个。` });
  if (kind === 'merge' && to.length !== 1) throw invalid({ successor_ids: '请选明并入哪一个联络委（只选一个，或写明一个新设的）。' });
  if (kind === 'split' && to.length === 0) throw invalid({ successor_ids: '请选明分设为哪几个联络委，或在下面写明要新设的。' });
  if (!['merge', 'split'].includes(kind) && to.length > 0) throw invalid({ successor_ids: `“${word}”不用选承接的联络委，请清空。` });
  if (from.some((id) => to.includes(id))) throw invalid({ successor_ids: '承接的联络委不能同时是被调整的联络委。合并时，请只勾选并入别处的；分设后原联络委保留的，请勾选“原联络委保留”。' });
  if (kind === 'rename' && !name) throw invalid({ new_name: '请填写新名称。' });
}

async function there(reading: Reading, field: string, ids: readonly string[], states: readonly string[]): Promise<Committee[]> {
  if (ids.length === 0) return [];
  const rows = await list(reading, committee, { where: all(oneOf<Committee>('id', ids), oneOf<Committee>('state', states)), limit: ids.length });
  rows.sort((one, two) => ids.indexOf(one.id) - ids.indexOf(two.id)); // as they were named: the first goes on with what is open
  if (rows.length < ids.length) throw invalid({ [field]: '选择的联络委里有还没有设立、已撤销或不存在的，请重新选择。' });
  return rows;
}

async function expectNewName(reading: Reading, row: Committee, { new_name: name, new_place: place }: Decided): Promise<void> {
  if (name === row.name && (place ?? row.place) === row.place) throw invalid({ new_name: '新名称和现在的一样，请核对。' });
  if (!place || place === row.place) return;
  const taken = all(is<Committee>('place', place), not(is<Committee>('state', 'abolished')));
  await expectOnce(reading, committee, taken, 'new_place', ({ name: other }) => `“${place}”已经有联络委（${other}）。`, row);
}
