import type { Slice } from '#platform/chapter.ts';
import { proposalReport } from '#reports/proposal-reports/record.ts';
import { mount } from '#reports/proposal-reports/routes.tsx';

/** 提案报告: what a session's or a year's proposals came to, as the plenary hears it. */
export const proposalReportsSlice: Slice = { records: [proposalReport], mount };
