import type { Slice } from '#platform/chapter.ts';
import { figures, obligations } from '#reports/statements/facts.ts';
import { statement } from '#reports/statements/record.ts';
import { printedParameters } from '#reports/statements/year-ahead.ts';
import { statementsWork } from '#reports/statements/work.ts';
import { mount } from '#reports/statements/routes.tsx';

export const statementsSlice: Slice = { records: [statement], figures, obligations, work: statementsWork, committeesWork: [{ declared: statement, committee: 'committee_id', stays: true }], applies: [{ record: statement.name, parameters: printedParameters, day: 'to_on' }], mount };
