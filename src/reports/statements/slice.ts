import type { Slice } from '#platform/chapter.ts';
import { get } from '#platform/records/read.ts';
import { figures, obligations } from '#reports/statements/facts.ts';
import { write } from '#reports/statements/paper.ts';
import { statement, type Statement } from '#reports/statements/record.ts';
import { printedParameters } from '#reports/statements/year-ahead.ts';
import { statementsWork } from '#reports/statements/work.ts';
import { mount } from '#reports/statements/routes.tsx';

export const statementsSlice: Slice = {
  records: [statement], figures, obligations, papers: [{ declared: statement, label: statement.title, paperOf: async (reading, id) => write(await get<Statement>(reading, statement, id)).paper }],
  work: statementsWork, committeesWork: [{ declared: statement, committee: 'committee_id', stays: true }], applies: [{ record: statement.name, parameters: printedParameters, day: 'to_on' }], mount,
};
