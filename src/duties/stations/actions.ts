import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { count } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { all, between, is, oneOf } from '#platform/predicate.ts';
import { committee } from '#institutions/committees/record.ts';
import { happenedOn, today } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { expectKindIn } from '#duties/kinds-in-force.ts';
import { drawnCode } from '#duties/receipt.ts';
import { ofStations } from '#duties/stations/kinds/stations.ts';
import { CODE_LETTERS, station, type Station } from '#duties/stations/record.ts';
import { dutyShift, type DutyShift } from '#duties/stations/shifts/record.ts';

export async function enterStation(act: Act, values: Partial<Station>, how: Circumstances): Promise<Station> {
  await expectThere(act, committee, 'committee_id', values.committee_id);
  const kind = await expectKindIn(act, ofStations, 'kind', values.kind!, today(act));
  return create<Station>(act, station, { ...values, kind, opened_on: happenedOn(act, 'opened_on', values.opened_on), code: drawnCode(CODE_LETTERS) }, how);
}

/** Its shifts and orders name its committee: with another one it is another station. */
export async function correctStation(act: Act, row: Station, values: Partial<Station>): Promise<Partial<Station>> {
  if (values.committee_id && values.committee_id !== row.committee_id) throw invalid({ committee_id: '服务站不能改到另一个联络委。请撤销这一个，在那里另设。' });
  if (values.opened_on) happenedOn(act, 'opened_on', values.opened_on);
  return values.kind ? { ...values, kind: await expectKindIn(act, ofStations, 'kind', values.kind, today(act), row.kind) } : values;
}

/** Nobody is told to come to a place that is closed. */
const close: Effect<Station> = async (act, row, input: { closed_on: string }) => {
  const closed_on = happenedOn(act, 'closed_on', input.closed_on);
  if (closed_on < row.opened_on) throw invalid({ closed_on: `早于开办日期（${row.opened_on}），请核对。` });
  const coming = await count(act, dutyShift, all(is<DutyShift>('station_id', row.id), oneOf<DutyShift>('state', ['draft', 'planned']), between<DutyShift>('day', today(act), undefined)));
  if (coming > 0) throw invalid({ closed_on: `还有${coming}班值班排在后面。请先取消这些值班，再撤销服务站。` });
  return { closed_on };
};

const reopen: Effect<Station> = async () => ({ closed_on: null });

export const effects = { close, reopen };
