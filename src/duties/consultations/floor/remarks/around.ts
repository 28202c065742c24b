import type { Surroundings } from '#platform/http/resource.tsx';
import type { Visit } from '#platform/http/visit.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { meetingChoices } from '#duties/consultations/floor/choices.ts';
import { askedTo, wasThere } from '#duties/consultations/floor/present.ts';
import type { Remark } from '#duties/consultations/floor/remarks/record.ts';

export interface RemarksAround extends Surroundings {
  /** Of those who were asked: offered while somebody writes. */
  names: string[];
  capacities: string[];
  seconds: number;
}

export async function aroundRemarks(reading: Reading, rows: readonly Remark[], visit: Visit): Promise<RemarksAround> {
  const meant = rows.length === 1 ? rows[0]!.consultation_id : (visit.query.get('consultation_id') ?? undefined);
  const asked = meant ? (await askedTo(reading, meant)).filter(wasThere) : [];
  return {
    choices: { consultation: await meetingChoices(reading, meant) },
    names: asked.map(({ invitee }) => invitee), capacities: [...new Set(asked.map(({ capacity }) => capacity))],
    seconds: await parameterAt(reading, 'floor.voice_seconds', today()),
  };
}
