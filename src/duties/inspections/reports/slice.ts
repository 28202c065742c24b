import type { Slice } from '#platform/chapter.ts';
import { fieldNote } from '#duties/inspections/notes/record.ts';
import { mount as mountNotes } from '#duties/inspections/notes/routes.tsx';
import { figures } from '#duties/inspections/reports/facts.ts';
import { visitReport } from '#duties/inspections/reports/record.ts';
import { reportRemark } from '#duties/inspections/reports/remarks/record.ts';
import { mount as mountRemarks } from '#duties/inspections/reports/remarks/routes.tsx';
import { mount as mountReports } from '#duties/inspections/reports/routes.tsx';
import { plenarySpeech } from '#duties/inspections/reports/speeches/record.ts';
import { mount as mountSpeeches } from '#duties/inspections/reports/speeches/routes.tsx';

/** 随手记、报告、大会发言: what is noted on the way and what is written of it. */
export const reportsPart = {
  records: [fieldNote, visitReport, reportRemark, plenarySpeech],
  figures,
  applies: [{ record: visitReport.name, parameters: ['visit_reports.checker'], day: 'submitted_on' }],
  committeesWork: [{ declared: visitReport, committee: 'committee_id' }, { declared: plenarySpeech, committee: 'committee_id' }],
  membersWork: [{ declared: plenarySpeech, member: 'member_id' }],
  mount(site) {
    mountNotes(site);
    mountRemarks(site);
    mountReports(site);
    mountSpeeches(site);
  },
} satisfies Slice;
