import type { z } from 'zod';
import { ARISES_FROM } from '#platform/arising.ts';
import { accepted, typed } from '#platform/fields.ts';
import { attach } from '#platform/files/attachments.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { writtenWith } from '#platform/records/repeated.ts';
import { create, edit, refuse, lock, take, type Circumstances } from '#platform/records/write.ts';
import { json, seeOther } from '#platform/http/answers.tsx';
import { openedVersion, requestId, sent, type Sent } from '#platform/http/body.ts';
import { receiving } from '#platform/http/entered-paper.tsx';
import type { Resource, Surroundings } from '#platform/http/resource.tsx';
import type { ResourceViews } from '#platform/http/resource-views.tsx';
import { look, nameIn, type Handler, type Visit } from '#platform/http/visit.ts';
import type { FormState } from '#platform/ui/form.tsx';
import { mayEdit, visible } from '#platform/lifecycle/lifecycle.ts';

export interface ResourceActs {
  enter: Handler;
  correct: Handler;
  take(step: string): Handler;
}

/** The acts on a record: each reads what was sent, runs in one transaction, and answers page or JSON. */
export function resourceActs<Row extends Recorded, Around extends Surroundings>(one: Resource<Row, Around>, views: ResourceViews<Row>): ResourceActs {
  const { declared } = one;

  const enter: Handler = (visit) => receiving(visit, one.paper !== undefined, async (body, paper) => {
    const values = contentOf(one.fields, body);
    const redraw = (problem: Problem) => views.drawForm(visit, formOf(body, problem), undefined, problem.status, problem.message);
    return answer(visit, body, redraw, async () => {
      const content = accept(one.fields, values, body);
      const kept = await paper();
      const row = await perform(visit, body, declared, async (act, how) => {
        const entered = await (one.enter ? one.enter(act, content, how, kept.length) : create<Row>(act, declared, content as Partial<Row>, how));
        const from = body.text(ARISES_FROM);
        if (from) await act.house.arising?.link(act, declared, entered, from);
        return kept.length > 0 ? attach(act, declared, entered.id, kept, how) : entered;
      });
      if (!visit.json && one.againLabel && body.text('next') === 'again') return seeOther(visit, addressOf(`/${declared.path}/new`, one.again?.(row)), { tone: 'good', sentence: `已登记：${nameIn(visit.county, declared, row)}。可以接着记下一条。` });
      return done(visit, row, `已登记：${nameIn(visit.county, declared, row)}`, 201);
    });
  });

  const correct: Handler = async (visit) => {
    const body = await sent(visit);
    const id = visit.param('id');
    const schema = body.json ? one.fields.partial() : one.fields;
    const redraw = async (problem: Problem) => {
      const now = await look(visit, (reading) => get(reading, declared, id));
      return views.drawForm(visit, formOf(body, problem), now, problem.status, problem.message);
    };
    return answer(visit, body, redraw, async () => {
      const content = accept(schema, { ...contentOf(schema, body), ...(body.form ? one.gathered?.['edit']?.(body.form) : {}) }, body);
      const row = await perform(visit, body, declared, async (act, how) => {
        const before = await lock(act, declared, id);
        refuse(mayEdit(declared, act.actor, before));
        const columns = one.correct ? await one.correct(act, before, content) : (content as Partial<Row>);
        return edit(act, declared, id, openedVersion(body), body.form ? cleared(declared, one.fields, before, columns) : columns, how);
      });
      return done(visit, row, `已保存：${nameIn(visit.county, declared, row)}`);
    });
  };

  const takeStep = (name: string): Handler => async (visit) => {
    const body = await sent(visit);
    const id = visit.param('id');
    const step = declared.steps[name]!;
    const redraw = (problem: Problem) => {
      if (problem.status !== 422) throw problem;
      const form = formOf(body, Object.keys(problem.fields).length > 0 ? problem : new Problem(422, problem.code, problem.message, { fields: { '': problem.message } }));
      return views.drawRecord(visit, id, { asking: { step: name, form }, status: 422 });
    };
    return answer(visit, body, redraw, async () => {
      const gathered = body.form ? one.gathered?.[name]?.(body.form) : undefined;
      const input = step.input ? accept(step.input, { ...contentOf(step.input, body), ...gathered }, body) : {};
      const row = await perform(visit, body, declared, (act, how) =>
        take(act, declared, id, name, { ...how, version: openedVersion(body), input, effect: one.effects?.[name] }),
      );
      return done(visit, row, `已${step.label}。现在是“${declared.states[row.state]?.label}”。`);
    });
  };

  const addressOf = (path: string, query?: Record<string, string>): string => (query ? `${path}?${new URLSearchParams(query)}` : path);

  async function done(visit: Visit, row: Row, sentence: string, status = 200): Promise<Response> {
    if (visit.json) return json(visit, views.asJson(visit, row), status);
    return seeOther(visit, visible(declared, visit.actor).test(row) ? `/${declared.path}/${row.id}` : `/${declared.path}`, { tone: 'good', sentence }); // who declined an invitation does not see it any more
  }

  return { enter, correct, take: takeStep };
}

/** One transaction. A request that was answered before is answered again with the record as it is now. */
export async function perform<Row extends Recorded>(visit: Visit, body: Sent, declared: Lifecycle<Row>, work: (act: Act, how: Circumstances) => Promise<Row>): Promise<Row> {
  const how = { onBehalfOf: body.text('on_behalf_of'), reason: body.text('reason')?.slice(0, 1000) };
  try {
    return await transact(visit.house, visit.actor, requestId(visit, body), (act) => work(act, how));
  } catch (error) {
    if (error instanceof Repeated) return look(visit, async (reading) => get(reading, declared, await writtenWith(reading, error, declared.name)));
    throw error;
  }
}

/** JSON gets its problem from the site; a form is shown again with everything that was typed. */
async function answer(visit: Visit, body: Sent, redraw: (problem: Problem) => Promise<Response>, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const again = error instanceof Problem && body.form && !visit.json && (error.status === 422 || error.status === 409 || error.status === 403);
    if (again && error.code !== 'foreign_form') return redraw(error);
    throw error;
  }
}

const WITH_EVERY_ACT = ['request_id', 'version', 'on_behalf_of', 'reason', ARISES_FROM];

const contentOf = (schema: z.ZodObject, body: Sent): Record<string, unknown> => {
  if (body.form) return typed(schema, body.form.entries());
  return Object.fromEntries(Object.entries(body.json ?? {}).filter(([name]) => name in schema.shape || !WITH_EVERY_ACT.includes(name))); // a record may have a reason of its own
};

/** The content, valid. JSON must not hold what nobody knows: it would be lost silently. */
const accept = (schema: z.ZodObject, values: Record<string, unknown>, body: Sent): Record<string, unknown> =>
  accepted(body.json ? schema.strict() : schema, values);

/** In a form, a field that was emptied is a field to be cleared; one whose content the form did not show is not. */
function cleared<Row extends Recorded>({ masked = {} }: Lifecycle<Row>, schema: z.ZodObject, before: Row, columns: Partial<Row>): Partial<Row> {
  const emptied = Object.keys(schema.shape).filter((name) => name in before && !(name in masked) && (columns as Record<string, unknown>)[name] === undefined);
  return { ...columns, ...Object.fromEntries(emptied.map((name) => [name, null])) } as Partial<Row>;
}

function formOf(body: Sent, problem: Problem): FormState {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(body.form?.keys())) {
    const all = body.form!.getAll(name).filter((value): value is string => typeof value === 'string');
    values[name] = all.length > 1 ? all : (all[0] ?? '');
  }
  return { values, problems: problem.fields };
}
