import { venueStandardOn } from '#plans/facts.ts';
import { invalid } from '#platform/problems.ts';
import type { Effect } from '#platform/records/write.ts';
import { happenedOn } from '#duties/days.ts';
import type { Venue } from '#duties/consultations/venues/record.ts';

interface Checked {
  checked_on?: string;
  checked_by?: string;
  remark?: string;
  met?: string;
}

/** The items are those that the plan asks for on the day of the check. */
const check: Effect<Venue> = async (act, _row, { met: ticked = '', ...said }: Checked) => {
  const met = ticked.split('、').filter(Boolean);
  const checked_on = happenedOn(act, 'checked_on', said.checked_on);
  const standard = await venueStandardOn(act, checked_on);
  const unknown = met.find((one) => !standard.includes(one));
  if (unknown) throw invalid({ met: `标准里没有“${unknown}”这一项，请照现在的标准勾选。` });
  return { checked_on, checked_by: said.checked_by ?? act.actor.name, remark: said.remark ?? null, standard, met: standard.filter((one) => met.includes(one)), complete: standard.every((one) => met.includes(one)) };
};

export const effects: Record<string, Effect<Venue>> = { check };
