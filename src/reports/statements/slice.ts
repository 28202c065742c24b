import type { Slice } from '#platform/chapter.ts';
import { figures, obligations } from '#reports/statements/facts.ts';
import { statement } from '#reports/statements/record.ts';
import { mount } from '#reports/statements/routes.tsx';

export const statementsSlice: Slice = { records: [statement], figures, obligations, mount };
