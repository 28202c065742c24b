import type { Reading } from '#platform/records/act.ts';
import type { Option } from '#platform/ui/filters.tsx';
import { expectKindIn, kindsInForce, kindsToChoose, type OwnKinds } from '#duties/kinds-in-force.ts';
import { deedKinds } from '#duties/deeds/words.ts';

/** Kinds of service: those of deeds, and of what is offered and ordered at stations. */
export const ofDeeds: OwnKinds = { parameter: 'deeds.kinds', usual: deedKinds };

export const kindsOn = (reading: Reading, day: string): Promise<Option[]> => kindsInForce(reading, ofDeeds, day);

/** For a form: what stands on the record may stay. */
export const kindChoices = (reading: Reading, day: string, standing?: string): Promise<Option[]> => kindsToChoose(reading, ofDeeds, day, standing);

/** @throws Problem 422 at `field` for a kind that the plan does not name */
export const expectKind = (reading: Reading, typed: string, day: string, standing?: string, field = 'kind'): Promise<string> => expectKindIn(reading, ofDeeds, field, typed, day, standing);
