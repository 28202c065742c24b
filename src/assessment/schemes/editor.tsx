import { json, page, seeOther } from '#platform/http/answers.tsx';
import { openedVersion, sent, type Sent } from '#platform/http/body.ts';
import { accepted } from '#platform/fields.ts';
import { perform } from '#platform/http/resource-acts.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { edit, lock, refuse } from '#platform/records/write.ts';
import type { WorkKind } from '#platform/work.ts';
import { correctScheme } from '#assessment/schemes/actions.ts';
import { EditorPage, type Tried } from '#assessment/schemes/editor-page.tsx';
import { tryOn } from '#assessment/schemes/reckoning.ts';
import { assessmentScheme, schemeFields, type SchemeEdition } from '#assessment/schemes/record.ts';
import { sourcesNow, unknownWords, type Source } from '#assessment/schemes/sources.ts';
import { readScheme } from '#assessment/schemes/text.ts';

/** Where a draft's text is written, read through while it is being typed and tried on the records of a year. */
export function mountEditor(site: Site, works: () => readonly WorkKind[]): void {
  site.add({ method: 'GET', path: '/assessment-schemes/:id/edit', handle: show(works) });
  site.add({
    method: 'POST', path: '/assessment-schemes/:id/text', handle: write(works),
    api: {
      summary: '写入或试读办法文本', tag: assessmentScheme.title,
      body: { type: 'object', required: ['source'], properties: { source: { type: 'string' }, act: { type: 'string', enum: ['save', 'try'], description: 'try：只试读，不保存' }, year: { type: 'integer', description: '用哪一年的记录试' }, version: { type: 'integer' } } },
    },
  });
}

const opened = async (reading: Reading, visit: Visit): Promise<SchemeEdition> => {
  const row = await get<SchemeEdition>(reading, assessmentScheme, visit.param('id'));
  refuse(mayEdit(assessmentScheme, visit.actor, row));
  return row;
};

const show = (works: () => readonly WorkKind[]): Handler => (visit) => look(visit, async (reading) => {
  const row = await opened(reading, visit);
  return draw(visit, reading, works(), { row, source: row.source, note: row.note ?? '' });
});

const write = (works: () => readonly WorkKind[]): Handler => async (visit) => {
  const body = await sent(visit);
  const typed = { source: body.text('source') ?? '', note: body.text('note') ?? '' };
  if (body.text('act') === 'try') return look(visit, async (reading) => tried(visit, reading, works(), body, { row: await opened(reading, visit), ...typed }));
  try {
    const row = await perform<SchemeEdition>(visit, body, assessmentScheme, (act) => save(act, visit.param('id'), body));
    if (visit.json) return json(visit, row);
    const { complaints } = readScheme(row.source);
    return seeOther(visit, `/assessment-schemes/${row.id}${complaints ? '/edit' : ''}`, complaints ? { tone: 'warning', sentence: `已保存，还有${complaints.length}处要改，改好才能登记通过。` } : { tone: 'good', sentence: '已保存。' });
  } catch (error) {
    if (!(error instanceof Problem) || !body.form || (error.status !== 422 && error.status !== 409)) throw error;
    return look(visit, async (reading) => draw(visit, reading, works(), { row: await get<SchemeEdition>(reading, assessmentScheme, visit.param('id')), ...typed, refused: Object.values(error.fields)[0] ?? error.message }, error.status));
  }
};

async function save(act: Parameters<typeof lock>[0], id: string, body: Sent): Promise<SchemeEdition> {
  const before = await lock<SchemeEdition>(act, assessmentScheme, id);
  refuse(mayEdit(assessmentScheme, act.actor, before));
  const { source } = accepted(schemeFields.pick({ source: true }), { source: body.text('source') });
  const note = body.form ? { note: body.text('note')?.slice(0, 1_000) ?? null } : {};
  return edit<SchemeEdition>(act, assessmentScheme, id, openedVersion(body), { ...(await correctScheme(act, before, { source })), ...note });
}

interface Writing {
  row: SchemeEdition;
  source: string;
  note: string;
  /** Why it was not saved. */
  refused?: string;
}

async function tried(visit: Visit, reading: Reading, works: readonly WorkKind[], body: Sent, writing: Writing): Promise<Response> {
  const asked = { year: Number(body.text('year')) || undefined, of: body.text('of') };
  if (!visit.json) return draw(visit, reading, works, writing, 200, asked);
  const { complaints = [], warnings, scored, year } = await tryOut(reading, works, await sourcesNow(reading, works), writing.source, asked);
  return json(visit, { complaints, warnings, year: year ?? null, items: scored.map(({ name, sheet, grade }) => ({ name, total: String(sheet.total), band: grade.band ?? null })) });
}

async function draw(visit: Visit, reading: Reading, works: readonly WorkKind[], writing: Writing, status = 200, asked: Asked = {}): Promise<Response> {
  const sources = await sourcesNow(reading, works);
  return page(visit, <EditorPage frame={frameOf(visit)} {...writing} sources={sources} tried={await tryOut(reading, works, sources, writing.source, asked)} />, status);
}

/** With the records of which year, and of whom the lines are shown. */
interface Asked {
  year?: number;
  of?: string;
}

/** The text read through, and what it comes to on the records of a year. */
async function tryOut(reading: Reading, works: readonly WorkKind[], sources: readonly Source[], source: string, { year, of }: Asked): Promise<Tried> {
  const read = readScheme(source);
  if (!read.scheme) return { complaints: read.complaints, warnings: [], scored: [] };
  const tried = await tryOn(reading, works, read.scheme, year);
  return { scheme: read.scheme, warnings: unknownWords(read, sources), ...tried, ...(year ? { asked: year } : {}), chosen: tried.scored.find(({ id }) => id === of) ?? (read.scheme.subject === 'member' ? undefined : tried.scored[0]) };
}
