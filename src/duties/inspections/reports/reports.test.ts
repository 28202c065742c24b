import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { create, createMany, edit, take } from '#platform/records/write.ts';
import { reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { attachmentsOf } from '#platform/files/attachments.ts';
import { journalOf } from '#platform/http/course.ts';
import { is } from '#platform/predicate.ts';
import { noteDown } from '#duties/inspections/notes/actions.ts';
import { fieldNote, marks, noteFields, type FieldNote } from '#duties/inspections/notes/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { formalFields, formalRecommendation } from '#duties/inspections/recommendations/formal/record.ts';
import { draftReport, effects } from '#duties/inspections/reports/actions.ts';
import { drafted, paragraphsOf, redrawn } from '#duties/inspections/reports/drafting.ts';
import { figures } from '#duties/inspections/reports/facts.ts';
import { reportPaper } from '#duties/inspections/reports/paper.ts';
import { printing } from '#duties/inspections/reports/printing.ts';
import { reportFields, sectionNames, visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';
import { effects as remarkEffects, remark } from '#duties/inspections/reports/remarks/actions.ts';
import { remarkFields, reportRemark, type ReportRemark } from '#duties/inspections/reports/remarks/record.ts';
import { plenarySpeech, speechFields } from '#duties/inspections/reports/speeches/record.ts';
import { changesBetween, savedTexts } from '#duties/inspections/reports/versions.tsx';
import { inspectionsSlice } from '#duties/inspections/slice.ts';
import { attendance } from '#duties/attending/record.ts';
import { other, own } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures, expectStill, numbersNow } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../../test/samples.ts';

let county: TestCounty;
let visit: Inspection;

beforeAll(async () => {
  county = await testCounty([inspectionsSlice, { records: [attendance] }]);
  [visit] = await county.act((act) => createMany<Inspection>(act, inspection, [{ state: 'held', committee_id: county.here.committee, topic: '农村饮水安全情况调研', kind: 'research', held_on: '2025-03-21', precision: 'day', joint: false, report: false, attendance: 12 }])) as [Inspection];
});
afterAll(() => county.drop());

const mine = { committee_id: own.committee, body_ids: [own.committee], author_id: own.person, member_ids: [own.member], member_id: own.member, checker: 'director', in_file: false };
const theirs = { committee_id: other.committee, body_ids: [other.committee], author_id: other.person, member_ids: [other.member], member_id: other.member, checker: 'chair', in_file: true };

describe('who may do what in which state', () => {
  test.each([fieldNote, visitReport, reportRemark, plenarySpeech].map((declared) => [declared.title, declared] as const))('%s', (_title, declared) => {
    expect(faultsOfPath(declared)).toEqual([]);
    expect(matrix(declared, { 'of the own committee': mine, 'of another committee': theirs })).toMatchSnapshot();
  });
});

test('relations mean the same in memory and in SQL', async () => {
  const columns = { body_ids: [[], [own.committee], [other.committee, own.committee]], member_ids: [[], [own.member], [other.person]], author_id: [own.person, other.person, null], committee_id: [own.committee, other.committee, null], checker: ['director', 'chair', null], drawn: [[]], follow_ups: [[]] };
  await expectRelationsAgree(county.house, fieldNote, noteFields, { columns });
  await expectRelationsAgree(county.house, visitReport, reportFields, { columns, conditions: { issued: figures[0]!.where } });
  await expectRelationsAgree(county.house, reportRemark, remarkFields, { columns });
  await expectRelationsAgree(county.house, plenarySpeech, speechFields, { columns });
});

test('the lists are as long as the figures, now and for a past moment', async () => {
  const { house, cast, here, there } = county;
  const place = fc.constantFrom(here.committee, there.committee);
  const drawn = <T extends object>(declared: Parameters<typeof stateOf>[0], fields: Parameters<typeof contentOf>[0], more: fc.Arbitrary<T>) =>
    several(fc.tuple(contentOf(fields), more, stateOf(declared)).map(([content, rest, state]) => ({ ...content, ...rest, state })), 40);
  const day = fc.constantFrom('2024-06-30', '2024-12-31', '2025-01-13', '2025-03-31');
  const shared = fc.record({ inspection_id: fc.constant(visit.id), subject: fc.constant(visit.topic), committee_id: place });
  const issued = fc.tuple(shared, fc.record({ kind: fc.constant('research'), issued_on: day, title: fc.constant('报告') })).map(([one, two]) => ({ ...one, ...two }));
  const adopted = fc.tuple(shared, fc.record({ adopted_on: day, addressee: fc.constant('县委') })).map(([one, two]) => ({ ...one, ...two }));
  const given = fc.tuple(shared, fc.record({ given_on: day, speaker: fc.constant('石大山') })).map(([one, two]) => ({ ...one, ...two }));
  const rows = await county.act(async (act) => {
    await createMany(act, formalRecommendation, drawn(formalRecommendation, formalFields, adopted));
    await createMany(act, plenarySpeech, drawn(plenarySpeech, speechFields, given));
    return createMany<VisitReport>(act, visitReport, drawn(visitReport, reportFields, issued) as Partial<VisitReport>[]);
  });
  const then = await numbersNow(house, cast.office, figures);
  await county.act((act) => take<VisitReport>(act, visitReport, rows.find(({ state }) => state === 'submitted')!.id, 'void', { reason: '重复' }), cast.office);
  await expectListsEqualFigures(house, figures, { actors: [cast.office, cast.worker, cast.leader], committees: [here.committee, there.committee] });
  await expectStill(house, cast.office, figures, then);
});

const note = fc.record({ id: fc.uuid(), mark: fc.constantFrom(...Object.keys(marks)), words: fc.string({ unit: fc.constantFrom('水', '路', '\n', '。', 'a'), minLength: 1, maxLength: 60 }).filter((words) => words.trim() !== ''), place: fc.option(fc.constantFrom('岩脚村', '大河村'), { nil: null }), author_name: fc.constant('石大山'), noted_on: fc.constant('2025-03-21') }) as unknown as fc.Arbitrary<FieldNote>;

test('a drafted report holds every note once, each under its mark with its source, and a second drawing adds nothing', () => {
  fc.assert(fc.property(fc.uniqueArray(note, { selector: ({ id }) => id, maxLength: 30 }), fc.nat(29), (notes, some) => {
    const first = drafted(visit, ['白石镇'], notes.slice(0, some));
    const whole = redrawn(first, notes);
    expect(whole.drawn.flatMap(({ note_id }) => note_id ?? []).toSorted()).toEqual(notes.map(({ id }) => id).toSorted());
    expect(redrawn(whole, notes)).toEqual(whole);
    for (const section of sectionNames) {
      const paragraphs = paragraphsOf(whole, section);
      expect(paragraphs.every(({ sources }) => sources.length > 0), 'every sentence knows where it came from').toBe(true);
      expect(paragraphs).toHaveLength(whole.drawn.filter((one) => one.section === section).length);
    }
  }));
});

test('a sentence that was rewritten says so, and one that says something else has no source', () => {
  const [one] = several(note, 1) as [FieldNote];
  const { problems: _none, ...written } = drafted(visit, [], [{ ...one, mark: 'problem', words: '水管裂了', place: null }]);
  expect(paragraphsOf({ ...written, problems: '水管裂了。村里说上个月就裂了。' }, 'problems')[0]!.sources).toMatchObject([{ note_id: one.id, rewritten: false }]);
  expect(paragraphsOf({ ...written, problems: '水管上个月就裂了。' }, 'problems')[0]!.sources).toMatchObject([{ note_id: one.id, rewritten: true }]);
  expect(paragraphsOf({ ...written, problems: '路灯不亮。' }, 'problems')[0]!.sources).toEqual([]);
});

describe('a report', () => {
  let report: VisitReport;
  const act = <T,>(work: Parameters<typeof county.act<T>>[0], who: keyof TestCounty['cast'] = 'worker') => county.act(work, { ...county.cast[who], personId: county.here.person });
  const now = () => reading(county.house, county.cast.office, (look) => get<VisitReport>(look, visitReport, report.id));
  const step = (name: keyof typeof visitReport.steps, input: Record<string, unknown> = {}, who: keyof TestCounty['cast'] = 'worker', reason?: string) =>
    act((one) => take<VisitReport>(one, visitReport, report.id, name, { input, effect: effects[name], reason }), who);

  test('is drafted from the notes of its visit', async () => {
    await act((one) => noteDown(one, { inspection_id: visit.id, words: '三户的水窖裂了', mark: 'problem', place: '岩脚村' }, {}));
    await act((one) => noteDown(one, { inspection_id: visit.id, words: '村里定了管水公约', mark: 'good', author_name: '吴支书' }, {}));
    report = await act((one) => draftReport(one, { inspection_id: visit.id }, {}));
    expect(report).toMatchObject({ title: '关于农村饮水安全情况的调研报告', problems: '岩脚村：三户的水窖裂了。', practices: '村里定了管水公约。', advice: null });
    expect(report.basic).toBe('2025年3月21日，白石镇政协联络委就“农村饮水安全情况调研”开展调研，参加委员12人次。');
    const [noted] = await reading(county.house, county.cast.office, (look) => list<FieldNote>(look, fieldNote, { where: is<FieldNote>('author_name', '吴支书'), limit: 1 }));
    const [line] = await reading(county.house, county.cast.office, (look) => journalOf(look, fieldNote, noted!.id));
    expect(line!.shown.who, 'the journal says for whom it was entered').toBe('本联络委工作人员（代吴支书）');
  });

  test('goes neither on nor out while a remark has no answer', async () => {
    await step('submit');
    expect((await now()).checker).toBe('director');
    const said = await act((one) => remark(one, { report_id: report.id, section: 'problems', paragraph: '岩脚村：三户的水窖裂了。', words: '写明是哪三户' }, {}), 'director');
    await expect(step('check', {}, 'director')).rejects.toThrow('还有1条修改意见没有回应');
    await step('giveBack', {}, 'director', '请按意见改');
    await act((one) => edit<VisitReport>(one, visitReport, report.id, undefined, { problems: '岩脚村：石、杨、吴三户的水窖裂了。' }));
    await act((one) => take<ReportRemark>(one, reportRemark, said.id, 'answer', { input: { taken: 'taken', answer: '已写明' }, effect: remarkEffects.answer }));
    await step('submit');
    await step('check', {}, 'director');
    expect((await now()).checked_by).toBe('本联络委主任');
  });

  test('keeps every text that was saved, each against the one before', async () => {
    const texts = await reading(county.house, county.cast.office, (look) => savedTexts(look, report.id));
    expect(texts.map(({ n, by }) => [n, by])).toEqual([[1, '本联络委工作人员'], [2, '本联络委工作人员']]);
    const [change, ...more] = changesBetween(texts[0]!, texts[1]!);
    expect(more).toEqual([]);
    expect(change).toMatchObject({ label: '存在的问题' });
    expect(change!.runs.filter(({ kind }) => kind !== 'removed').map(({ words }) => words).join('')).toBe('岩脚村：石、杨、吴三户的水窖裂了。');
    expect(change!.runs.filter(({ kind }) => kind !== 'added').map(({ words }) => words).join('')).toBe('岩脚村：三户的水窖裂了。');
  });

  test('ticks the visit when it is issued, and is kept as the file that it was', async () => {
    expect((await reading(county.house, county.cast.office, (look) => get<Inspection>(look, inspection, visit.id))).report).toBe(false);
    await step('issue', { doc_no: '白联〔2025〕3号', send_to: '县政协' });
    expect(await now()).toMatchObject({ state: 'issued', doc_no: '白联〔2025〕3号' });
    expect((await reading(county.house, county.cast.office, (look) => get<Inspection>(look, inspection, visit.id))).report).toBe(true);
    const files = await reading(county.house, county.cast.office, (look) => attachmentsOf(look, visitReport, report.id));
    expect(files.map(({ name }) => name)).toEqual(['关于农村饮水安全情况的调研报告.docx']);
    await expect(act((one) => remark(one, { report_id: report.id, section: 'whole', words: '太晚了' }, {}))).rejects.toMatchObject({ fields: { report_id: expect.stringContaining('不再提修改意见') } });
  });

  test('is laid out with its parts in order and its number', async () => {
    const paper = reportPaper(await reading(county.house, county.cast.office, async (look) => printing(look, await now(), '政协云岭自治县委员会')));
    expect(paper.number).toEqual({ code: '白联', year: 2025, serial: 3 });
    expect(paper.organ).toBe('白石镇政协联络委');
    expect(paper.blocks.flatMap((block) => (block.kind === 'heading' ? block.text : []))).toEqual(['基本情况', '主要做法', '存在的问题']);
  });

  test('of old is registered with its file, and not without it', async () => {
    report = await act((one) => draftReport(one, { inspection_id: visit.id, title: '旧报告', in_file: true }, {}));
    expect(report.basic).toBeNull();
    await expect(step('file', { issued_on: '2025-04-01' })).rejects.toThrow('还没有报告的原文件');
  });

  test('of the county is checked by a member of the chair meeting', async () => {
    const whole = await act((one) => create<Inspection>(one, inspection, { committee_id: null, topic: '县里视察', kind: 'inspection', held_on: '2025-04-02', precision: 'day', state: 'held' } as Partial<Inspection>), 'office');
    report = await act((one) => draftReport(one, { inspection_id: whole.id, basic: '一', problems: '二' }, {}), 'office');
    await step('submit', {}, 'office');
    expect((await now()).checker).toBe('chair');
    await expect(step('check', {}, 'director')).rejects.toThrow('您不在其中');
    await step('check', {}, 'chair');
  });
});
