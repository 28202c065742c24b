import { isDay } from '#platform/fields.ts';
import type { Verdicts } from '#platform/figures/verdicts.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { invalid, notFound, Problem } from '#platform/problems.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import type { Reading, Supposed } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { clausesIn } from '#plans/clauses.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { appliedAt, nextAfter } from '#plans/facts.ts';
import { declaredParameter, complaintAbout, shownValue, type ParameterKey } from '#plans/parameters.ts';
import { ParameterPreview, PlanPreview, type Change } from '#plans/preview/page.tsx';
import { shiftsOf } from '#plans/preview/shifting.ts';
import { weigh, yearsTouched } from '#plans/preview/weighing.ts';

/** What a change can move: what is judged by parameters, and what is owed by them. */
interface Moving {
  verdicts: readonly Verdicts[];
  obligations: readonly Obligation[];
}

export function mountPreview(site: Site, moving: Moving): void {
  const tag = '改变之前';
  site.add({
    method: 'GET', path: '/plans/:id/preview', handle: ofPlan(moving),
    api: { summary: '方案印发后会改变什么', tag, query: [{ name: 'from', in: 'query', description: '施行日期', schema: { type: 'string', format: 'date' } }] },
  });
  site.add({
    method: 'GET', path: '/parameters/:key/preview', handle: ofParameter(moving),
    api: { summary: '设定新值后会改变什么', tag, query: ['value', 'from_day', 'why'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })) },
  });
}

const ofPlan = (moving: Moving): Handler => async (visit) => {
  expectOffice(visit);
  return look(visit, async (reading) => {
    const row = await get<Plan>(reading, plan, visit.param('id'));
    if (row.state !== 'draft') throw new Problem(409, 'wrong_state', '只有起草中的方案可以先看会改变什么；已经印发的，从施行之日起已按它规定的数字计算。');
    const from = visit.query.get('from') || row.in_force_from || today();
    if (!isDay(from)) throw invalid({ from: '“施行日期”要写成实际有的日期，例如 2025-03-02。' });
    const supposed = clausesIn(row).flatMap(({ parameters }) => Object.entries(parameters).map(([key, value]) => ({ key, value, from_day: from })));
    const told = await tell(reading, moving, supposed, from);
    if (visit.json) return json(visit, { from, changes: told.changes, obligations: told.shifts, items: told.weighed });
    return page(visit, <PlanPreview frame={frameOf(visit)} row={row} from={from} {...told} />);
  });
};

const ofParameter = (moving: Moving): Handler => async (visit) => {
  expectOffice(visit);
  const key = visit.param('key');
  const declared = declaredParameter(key);
  if (!declared) throw notFound('这个参数');
  const [value, from_day, why] = ['value', 'from_day', 'why'].map((name) => visit.query.get(name) ?? '') as [string, string, string];
  if (complaintAbout(declared, value) || !isDay(from_day)) return again(visit, key);
  return look(visit, async (reading) => {
    const told = await tell(reading, moving, [{ key, value, from_day }], from_day);
    if (visit.json) return json(visit, { from: from_day, changes: told.changes, obligations: told.shifts, items: told.weighed });
    return page(visit, <ParameterPreview frame={frameOf(visit)} parameter={{ key, label: declared.label }} typed={{ value, from_day, why }} {...told} />);
  });
};

/** The form on the parameter's own page says at its fields what is wrong. */
function again(visit: Visit, key: string): Response {
  if (visit.json) throw invalid({ value: '请核对新值和起始日期。' });
  return visit.context.redirect(`/parameters/${key}?${visit.query}`, 303);
}

function expectOffice(visit: Visit): void {
  if (!holds(visit.actor, 'county_office', 'maintainer')) throw new Problem(403, 'not_yours', '改变方案和参数由县政协办公室办理，您不在其中。');
}

/** All that is told of a change, before anybody makes it. */
async function tell(reading: Reading, { verdicts, obligations }: Moving, supposed: readonly Supposed[], from: string) {
  const years = yearsTouched(from, today());
  return { changes: await changesOf(reading, supposed), shifts: await shiftsOf(reading, obligations, supposed, years), weighed: await weigh(reading, verdicts, supposed, years) };
}

/** What each value is by then, what it would be, and until when: a value set already from a later day stands. */
async function changesOf(reading: Reading, supposed: readonly Supposed[]): Promise<Change[]> {
  const found: Change[] = [];
  for (const { key, value, from_day } of supposed) {
    const declared = declaredParameter(key);
    if (!declared) continue;
    const basis = await appliedAt(reading, key as ParameterKey, from_day);
    found.push({ key, basis, before: basis.shown, after: shownValue(declared, value), until: (await nextAfter(reading, key as ParameterKey, from_day)) ?? null });
  }
  return found;
}
