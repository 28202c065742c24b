import { json } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { isId } from '#platform/records/read.ts';
import { precheck } from '#duties/proposals/drafting/precheck.tsx';
import { proposal } from '#duties/proposals/record.ts';

const texts = { title: '案由', situation: '情况和问题', analysis: '原因分析', advice: '建议', except: '这件草稿的编号' };

/** What is missing in a draft as it stands in the form, and which proposals of all years are like it. Nothing is written. */
async function check(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const except = body.text('except');
  const units = (body.form?.getAll('suggested_ids') ?? [body.json?.['suggested_ids'] ?? []].flat()).map(String);
  const draft = { title: body.text('title'), situation: body.text('situation'), analysis: body.text('analysis'), advice: body.text('advice'), suggested_ids: units };
  return json(visit, await look(visit, (reading) => precheck(reading, draft, except && isId(except) ? except : undefined)));
}

export const mountDrafting = (site: Site): void => site.add({
  method: 'POST', path: `/${proposal.path}/check`, handle: check,
  api: { summary: '预检提案草稿', tag: proposal.title, body: { type: 'object', properties: Object.fromEntries(Object.entries(texts).map(([name, description]) => [name, { type: 'string', description }])) }, answer: { type: 'object' } },
});
