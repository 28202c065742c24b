/** The wordings that come with the program, until a county has its own: one for each kind of paper. */
import type { Kind } from '#reports/wording/paper-kinds.ts';
import { assessmentCircular, opinionCircular } from '#reports/templates/customary/circulars.ts';
import { letter, minutes, notice, reply, request } from '#reports/templates/customary/letters.ts';
import { brief, halfReport, report, yearReport } from '#reports/templates/customary/reports.ts';
import { handlingReport, proposalReport } from '#reports/templates/customary/proposals.ts';
import { speech } from '#reports/templates/customary/speech.ts';

export interface Customary {
  readonly title: string;
  readonly byline?: string;
  readonly body: string;
}

export const CUSTOMARY = '系统自带范文';

export const customary: Readonly<Record<Kind, Customary>> = {
  speech, year_report: yearReport, half_report: halfReport, proposal_report: proposalReport, handling_report: handlingReport, opinion_circular: opinionCircular,
  assessment_circular: assessmentCircular, minutes, notice, request, reply, letter, report, brief,
};
