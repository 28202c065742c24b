import type { County } from '#platform/http/visit.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import type { OfficialPaper } from './model.ts';

/** A kind of record of which the program makes a paper, so that an outgoing paper need not be written again. */
export interface PaperSource {
  declared: Lifecycle;
  /** What the paper is: 请示, 述职与报告. */
  label: string;
  /** The paper of a record as it stands now. @throws Problem 404 for who may not see it */
  paperOf(reading: Reading, id: string, county: Pick<County, 'name' | 'bodyName' | 'called'>): Promise<OfficialPaper>;
}
