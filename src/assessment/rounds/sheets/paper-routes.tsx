import { rosterOf } from '#institutions/people/facts.ts';
import { openSheet } from '#assessment/rounds/sheets/around.ts';
import { sheetPaper } from '#assessment/rounds/sheets/paper.ts';
import { assessmentSheet, type AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import type { WidePaper } from '#platform/documents/model.ts';
import { OfficialSheet } from '#platform/documents/official.tsx';
import { page } from '#platform/http/answers.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { frameOf } from '#platform/http/site.tsx';
import { look, nameIn, type Visit } from '#platform/http/visit.ts';
import { get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Head } from '#platform/ui/head.tsx';

const paperOf = (visit: Visit): Promise<{ sheet: AssessmentSheet; paper: WidePaper }> => look(visit, async (reading) => {
  const sheet = await get<AssessmentSheet>(reading, assessmentSheet, visit.param('id'));
  const checker = sheet.checker_id ? ((await rosterOf(reading, [sheet.checker_id])).get(sheet.checker_id)?.name ?? '') : '';
  return { sheet, paper: sheetPaper(sheet, await openSheet(reading, sheet), { checker, organ: visit.county.bodyName }, today()) };
});

export async function sheetPaperPage(visit: Visit): Promise<Response> {
  const { sheet, paper } = await paperOf(visit);
  const base = `/${assessmentSheet.path}/${sheet.id}`;
  return page(visit, (
    <Desk frame={frameOf(visit)} title={paper.title}>
      <Head title={`${sheet.name}考核表`} back={{ label: nameIn(visit.county, assessmentSheet, sheet), href: base }} main={{ label: '下载 Word', href: `${base}/paper.docx`, icon: 'exporting' }} />
      <OfficialSheet paper={paper} />
    </Desk>
  ));
}

export async function writtenSheet(visit: Visit): Promise<Response> {
  const { sheet, paper } = await paperOf(visit);
  return paperAnswer(visit, { ...paper, title: `${paper.title}（${sheet.name}）` });
}
