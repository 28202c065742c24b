import { all, between, is, mentions, oneOf } from '#platform/predicate.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, edit, take } from '#platform/records/write.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { noteDown } from '#duties/inspections/notes/actions.ts';
import type { Mark } from '#duties/inspections/notes/record.ts';
import { effects as followEffects, recommend, recommendAll } from '#duties/inspections/recommendations/actions.ts';
import { formalRecommendation, type FormalRecommendation } from '#duties/inspections/recommendations/formal/record.ts';
import { effects as formalEffects } from '#duties/inspections/recommendations/formal/routes.tsx';
import { recommendation, type Recommendation } from '#duties/inspections/recommendations/record.ts';
import { draftReport, effects } from '#duties/inspections/reports/actions.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';
import { effects as remarkEffects, remark } from '#duties/inspections/reports/remarks/actions.ts';
import { reportRemark, type ReportRemark } from '#duties/inspections/reports/remarks/record.ts';
import { effects as speechEffects } from '#duties/inspections/reports/speeches/routes.tsx';
import { plenarySpeech, type PlenarySpeech } from '#duties/inspections/reports/speeches/record.ts';
import { TERM } from './institutions.ts';
import { dayIn, type Life, type Place } from './life.ts';
import { county } from './places.ts';

const seen: [mark: Mark, place: string, words: string][] = [
  ['seen', '岩脚村', '全村86户通了自来水，水源是后山的两口泉，枯水期隔天供水'],
  ['problem', '岩脚村', '三户的水窖开裂，雨季以来一直没有修'],
  ['problem', '大河村', '水费没有统一标准，管水员半年没有领到补助'],
  ['good', '新寨村', '村民会议定了管水公约，每户每月5元，账目每季上墙'],
  ['advice', '新寨村', '建议县水务局把管水员补助纳入村级公益岗位统筹'],
  ['advice', '岩脚村', '建议镇政府雨季前修好三户开裂的水窖'],
  ['advice', '大河村', '建议县水务局统一枯水期送水车的调度'],
];

/** What came of two visits: one from the notes to what was recommended and became of it, one whose report is still being talked about. */
export function visitReports(life: Life): void {
  const { year } = life;
  life.on(dayIn(year, 4, 10), life.office, async (act) => {
    const [visit] = await visitsAbout(act, dayIn(year, 4, 9));
    const place = life.places.find(({ committee }) => committee.id === visit?.committee_id);
    if (!visit || !place) return;
    life.on(dayIn(year, 4, 11), place.clerk, (later) => firstReport(later, life, place, visit));
    life.on(dayIn(year, 4, 22), life.unitClerks.get(unitCalled(life, '水务').id)!, answer);
    life.on(dayIn(year, 5, 8), place.clerk, (later) => answerOnPaper(later, place));
    life.on(dayIn(year, 6, 12), place.clerk, lookedAgain);
    life.on(dayIn(year, 6, 20), life.office, (later) => becomesMore(later, life, place));
  });
  life.on(dayIn(year, 7, 5), life.office, async (act) => {
    const visit = (await visitsAbout(act, dayIn(year, 7, 4))).at(-1);
    const place = life.places.find(({ committee }) => committee.id === visit?.committee_id);
    if (visit && place) life.on(dayIn(year, 7, 6), place.clerk, (later) => secondReport(later, life, place, visit));
  });
}

/** The unit with this word in its name. */
const unitCalled = ({ units }: Life, word: string) => units.find(({ name }) => name.includes(word)) ?? units[0]!;

/** Visits about the drinking water, the oldest first. */
const visitsAbout = (act: Act, until: string): Promise<Inspection[]> =>
  list<Inspection>(act, inspection, { where: all(mentions<Inspection>('topic', '饮水'), oneOf<Inspection>('state', ['held', 'closed']), between<Inspection>('held_on', undefined, until)), order: [{ column: 'held_on' }], limit: 20 });

async function notesOf(act: Act, visit: Inspection, those: typeof seen, author: string): Promise<void> {
  for (const [mark, place, words] of those) await noteDown(act, { inspection_id: visit.id, mark, place, words, noted_on: visit.held_on, author_name: author }, {});
}

async function firstReport(act: Act, life: Life, place: Place, visit: Inspection): Promise<void> {
  const { year, members } = life;
  await notesOf(act, visit, seen, members.find(({ committee_id }) => committee_id === place.committee.id)?.name ?? place.worker.name);
  const report = await draftReport(act, { inspection_id: visit.id }, {});
  const said = await remark(act, { report_id: report.id, section: 'problems', paragraph: '大河村：水费没有统一标准，管水员半年没有领到补助。', words: '写明欠了几名管水员、多少钱，部门才好核实。', author_name: '镇党委书记' }, {});
  await edit<VisitReport>(act, visitReport, report.id, undefined, { problems: report.problems!.replace('管水员半年没有领到补助。', '4名管水员半年没有领到补助，共7200元。') });
  await take<ReportRemark>(act, reportRemark, said.id, 'answer', { input: { taken: 'taken', answer: '已向村里核实，写明4名、7200元。' }, effect: remarkEffects.answer });
  await take<VisitReport>(act, visitReport, report.id, 'submit', { effect: effects.submit });
  await take<VisitReport>(act, visitReport, report.id, 'check', { input: { checked_by: place.director?.name }, effect: effects.check });
  await take<VisitReport>(act, visitReport, report.id, 'issue', { input: { doc_no: `${place.committee.place.slice(0, 2)}联〔${year}〕1号`, send_to: '县政协、镇党委' }, effect: effects.issue });
  await recommendAll(act, report, [
    { words: '把管水员补助纳入村级公益岗位统筹，先补发4名管水员半年的补助', to: unitCalled(life, '水务').name, due_on: dayIn(year, 9, 30) },
    { words: '统一枯水期送水车的调度，公布每周送水的时间', to: unitCalled(life, '应急').name, due_on: dayIn(year, 6, 30) },
    { words: '雨季前修好三户开裂的水窖', to: `${place.committee.place}党委、政府`, due_on: dayIn(year, 5, 31) },
  ]);
}

const openOnes = (act: Act, states: readonly string[]): Promise<Recommendation[]> => list<Recommendation>(act, recommendation, { where: oneOf<Recommendation>('state', states), order: [{ column: 'id' }], limit: 10 });

/** The unit answers what it received. */
async function answer(act: Act): Promise<void> {
  const [row] = await openOnes(act, ['open']);
  if (row) await take<Recommendation>(act, recommendation, row.id, 'accept', { input: { answer: '列入今年村级公益岗位计划，由供水站负责，九月底前兑现。' }, effect: followEffects.accept });
}

/** One refusal and one acceptance came by letter. */
async function answerOnPaper(act: Act, { committee }: Place): Promise<void> {
  for (const row of await openOnes(act, ['open'])) {
    if (row.township_id) await take<Recommendation>(act, recommendation, row.id, 'accept', { input: { answer: `${committee.place}政府：水务站月底前修好。` }, effect: followEffects.accept });
    else await take<Recommendation>(act, recommendation, row.id, 'refuse', { input: { refused_why: '送水车由县应急部门统一调度，枯水期方案已另行印发，不再单独公布每周时间。' }, effect: followEffects.refuse });
  }
}

async function lookedAgain(act: Act): Promise<void> {
  for (const row of await openOnes(act, ['accepted'])) {
    if (row.township_id) await take<Recommendation>(act, recommendation, row.id, 'confirm', { input: { found: '到三户看过，水窖已经修好，不漏水。', checked_by: '石委员、镇水务站' }, effect: followEffects.confirm });
    else await take<Recommendation>(act, recommendation, row.id, 'follow', { input: { note: '供水站说补发方案已报财政，等拨款。' }, effect: followEffects.follow });
  }
}

/** The same matter goes on as a formal recommendation and as a speech. */
async function becomesMore(act: Act, { year, members }: Life, { committee }: Place): Promise<void> {
  const [report] = await list<VisitReport>(act, visitReport, { where: is<VisitReport>('state', 'issued'), limit: 1 });
  if (!report) return;
  const { inspection_id, subject, id: report_id } = report;
  const body = '一、存在的问题\n农村饮水工程重建轻管，管水员补助没有着落，枯水期供水没有保障。\n二、意见建议\n把管水员补助纳入村级公益岗位统筹，建立“县补、村筹、户缴”的管护经费办法。';
  const formal = await create<FormalRecommendation>(act, formalRecommendation, { inspection_id, report_id, subject, committee_id: committee.id, title: '关于加强农村饮水安全管护的建议案', addressee: `中共${county.name}委员会、${county.name}人民政府`, body });
  await take<FormalRecommendation>(act, formalRecommendation, formal.id, 'adopt', { input: { adopted_by: 'chair_meeting', meeting: '九届二十次主席会议' }, effect: formalEffects.adopt });
  await take<FormalRecommendation>(act, formalRecommendation, formal.id, 'send', { input: { doc_no: `岚协〔${year}〕11号` }, effect: formalEffects.send });
  const speaker = members.find(({ committee_id }) => committee_id === committee.id) ?? members[0]!;
  const speech = await create<PlenarySpeech>(act, plenarySpeech, { inspection_id, report_id, subject, committee_id: committee.id, member_id: speaker.id, speaker: speaker.name, term: TERM, session: 5, title: '管好农村饮水“最后一百米”', body });
  await take<PlenarySpeech>(act, plenarySpeech, speech.id, 'submit');
  await take<PlenarySpeech>(act, plenarySpeech, speech.id, 'give', { input: { form: 'written' }, effect: speechEffects.give });
}

/** Still being worked on: notes, a draft, a remark that waits for an answer, one recommendation made on the spot. */
async function secondReport(act: Act, life: Life, place: Place, visit: Inspection): Promise<void> {
  await notesOf(act, visit, seen.slice(0, 4), place.worker.name);
  const report = await draftReport(act, { inspection_id: visit.id }, {});
  await remark(act, { report_id: report.id, section: 'whole', words: '请补写其他村的情况，再提两三条具体建议。', author_name: place.director?.name ?? '主任' }, {});
  await recommend(act, { inspection_id: visit.id, words: '更换新寨村口两盏不亮的路灯', unit_id: unitCalled(life, '住').id, due_on: dayIn(life.year, 8, 31) }, {});
}
